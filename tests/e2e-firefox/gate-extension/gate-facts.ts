import type { HeldFacts } from '../../../lib/platform/request-holds.ts';

/** What the extension of the gate alone answers to every order. */
export type GateFacts = {
  /** Of its clock, in ms since 1970. */
  now: number;
  /** All that was held, in order. */
  held: HeldFacts[];
  /** What the browser listed as downloads, in order. */
  created: { url: string; path: string }[];
};
