/** The version of what is agreed to. One that says more than before counts up, and is asked for again. */
export const CONSENT_VERSION = 1;

/** That somebody agreed to have addresses and files sent to the chosen scanner. */
export type Consent = {
  /** What was agreed to: `CONSENT_VERSION` of that day. */
  version: number;
  /** Milliseconds since 1970; 0 where the administrator gave it. */
  givenAt: number;
  by: 'person' | 'administrator';
};

/** The consent of a person, given now (ms since 1970) to what is asked today. */
export function toPersonsConsent(now: number): Consent {
  return { version: CONSENT_VERSION, givenAt: now, by: 'person' };
}
