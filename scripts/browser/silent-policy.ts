import { CONSENTED_POLICY, type GuardPolicy } from '../../lib/core/guard-policy.ts';

/** Downloads are scanned and listed, and no file is touched. */
export const SILENT_POLICY: GuardPolicy = { ...CONSENTED_POLICY, mode: 'silent', holdUntilScanned: false };
