import type { StartedScanner } from '../scanner/start-scanner.ts';

/** Something hostile, done to a running scanner over its own sockets. */
export type Attack = {
  name: string;
  /** Does it. @returns how it ended, in words. @throws Error where that is not as it has to be */
  run: (scanner: StartedScanner) => Promise<string>;
};
