import type { Gap } from './engine-report.ts';
import { LIMIT_WORDS } from './limit-words.ts';
import { toNames } from './to-names.ts';
import type { LimitName } from './unpack-budget.ts';

/**
 * Archives that were not opened at all.
 * @param paths inside the sample; at least one.
 */
export function toClosedGap(limit: LimitName, paths: readonly string[]): Gap {
  const what = paths.length === 1 ? `“${paths[0]}” was` : `${paths.length} archives in this file were`;
  return {
    name: 'archive_limit',
    description: `${what} not opened: ${LIMIT_WORDS[limit]}.`,
    data: { limit, archive: null, ...toNames(null, paths, paths.length) },
  };
}
