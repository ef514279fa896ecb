import type { ClamdAddress } from './clamd-address.ts';
import type { ClamdLimits } from './clamd-limits.ts';

/** ClamAV as a second engine, beside YARA-X. */
export type ClamavConfig = {
  address: ClamdAddress;
  /**
   * What becomes of a scan while clamd cannot be reached: it waits for clamd, unfinished, or it goes on and ends with
   * evidence that ClamAV was missing, which is never "clean". What YARA-X finds malicious waits for nobody.
   */
  whenMissing: 'wait' | 'go-on';
  /** Largest sample that clamd is given, in bytes: the lesser of StreamMaxLength and MaxFileSize in its clamd.conf. */
  maxBytes: number;
  limits: ClamdLimits;
  /** Milliseconds between tries on one sample, and at first between looks for a clamd that is gone, which double. */
  retryMs: number;
  /** Longest pause between looks for a clamd that is gone, in milliseconds. */
  maxRetryMs: number;
};

/** All but the address, which has no default. `maxBytes` is 100 MiB, clamd's own default for both of its limits. */
export const DEFAULT_CLAMAV: Omit<ClamavConfig, 'address'> = {
  whenMissing: 'wait',
  maxBytes: 104_857_600,
  limits: { connectMs: 5_000, idleMs: 30_000, replyMs: 180_000 },
  retryMs: 500,
  maxRetryMs: 30_000,
};
