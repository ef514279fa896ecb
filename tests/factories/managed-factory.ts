import type { ManagedKey } from '../../lib/core/managed-policy.ts';

/** A policy with every key, none as by default. */
export const EVERYTHING_MANAGED = {
  server: 'eu',
  token: 'a-token-of-the-company',
  mode: 'warn',
  holdUntilScanned: true,
  scanTimeLimitSeconds: 60,
  onUnfinished: 'keep',
  onTooLarge: 'remove',
  onEncrypted: 'keep',
  onSuspicious: 'remove',
  alwaysScanBytes: true,
  allow: [{ kind: 'host', host: '*.example.org', why: 'Our own site.' }],
  block: [
    { kind: 'ending', ending: 'scr', why: 'No screen savers.' },
    { kind: 'size', atLeast: 1_000_000_000, why: 'Too large for us.' },
  ],
  consent: true,
  askBeforeDocuments: true,
  notifyClean: true,
  keepDays: 30,
  keepRows: 5_000,
  theme: 'dark',
} as const satisfies Record<ManagedKey, unknown>;
