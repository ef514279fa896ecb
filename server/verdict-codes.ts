import type { VerdictCode } from '../lib/api/wire.ts';

/** Every verdict that a scan may end with, worst first. */
export const VERDICT_CODES = ['MAL', 'BLK', 'SPM', 'SUS', 'CLN'] as const satisfies readonly VerdictCode[];
