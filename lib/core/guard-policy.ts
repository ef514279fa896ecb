import type { DownloadRule } from './download-rule.ts';

/**
 * What the guard does with downloads:
 * `off` – nothing, none is scanned;
 * `silent` – scans and logs, never touches a file;
 * `warn` – the file is there, a malicious one is announced and can be removed with one click;
 * `block` – a malicious file is removed, or never completed.
 */
export const GUARD_MODES = ['off', 'silent', 'warn', 'block'] as const;

export type GuardMode = (typeof GUARD_MODES)[number];

/** What is done with a file of which nothing certain is known. */
export const FALLBACKS = ['ask', 'keep', 'remove'] as const;

export type Fallback = (typeof FALLBACKS)[number];

/** What a person or an administrator wants done with downloads. */
export type GuardPolicy = {
  mode: GuardMode;
  /** In the modes `warn` and `block`: no file stands under its own name before its verdict. */
  holdUntilScanned: boolean;
  /** How long a verdict is waited for, in ms, before `onUnfinished` decides. The scan itself goes on. */
  scanTimeLimitMs: number;
  /** The scan failed, was late or said nothing: there is no verdict on this very file. */
  onUnfinished: Fallback;
  /** The file is larger than the scanner takes. */
  onTooLarge: Fallback;
  /** The file could not be opened without a password. */
  onEncrypted: Fallback;
  /** The verdict is neither clean nor malicious: suspicious, or spam. */
  onSuspicious: Fallback;
  /** The delivered bytes are scanned, even where the scanner could fetch the link. */
  alwaysScanBytes: boolean;
  /** What is not scanned at all. */
  allow: readonly DownloadRule[];
  /** What is refused unscanned. Wins over `allow`. */
  block: readonly DownloadRule[];
};

/** What holds after a person's consent, where nobody chose otherwise. */
export const CONSENTED_POLICY: GuardPolicy = {
  mode: 'block',
  holdUntilScanned: true,
  scanTimeLimitMs: 120_000,
  onUnfinished: 'ask',
  onTooLarge: 'ask',
  onEncrypted: 'ask',
  onSuspicious: 'ask',
  alwaysScanBytes: false,
  allow: [],
  block: [],
};

/** What holds before it, where nobody chose otherwise: downloads are left alone. */
export const UNCONSENTED_POLICY: GuardPolicy = { ...CONSENTED_POLICY, mode: 'off' };

/** Tells whether downloads are held. Only then may listeners stand that are in the way of other extensions. */
export function isHolding({ mode, holdUntilScanned }: GuardPolicy): boolean {
  switch (mode) {
    case 'off':
    case 'silent':
      return false;
    case 'warn':
    case 'block':
      return holdUntilScanned;
  }
}
