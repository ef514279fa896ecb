import type { ScanState } from '../core/scan-machine.ts';

/**
 * Passwords of encrypted files, by the scan's id. They are in memory only: a worker that dies has forgotten them, and the
 * person is asked again.
 */
export type PasswordMemory = {
  keep: (id: string, password: string) => void;
  get: (id: string) => string | undefined;
  /** Forgets the password of a scan that has come to this state, unless it is still to be sent. */
  forgetAfter: (id: string, state: ScanState) => void;
};

/** Makes an empty memory. */
export function createPasswordMemory(): PasswordMemory {
  const passwords = new Map<string, string>();
  return {
    keep: (id, password) => void passwords.set(id, password),
    get: (id) => passwords.get(id),
    forgetAfter(id, state) {
      const isToBeSent = state === 'queued' || state === 'submitting' || state === 'waiting-to-submit';
      if (!isToBeSent) passwords.delete(id);
    },
  };
}
