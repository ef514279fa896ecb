import type { Gap } from './engine-report.ts';
import type { UnopenedPart } from './extract/extractor.ts';
import { LIMIT_WORDS } from './limit-words.ts';
import { toNames } from './to-names.ts';
import type { LimitName } from './unpack-budget.ts';

const NAME_OF = {
  encrypted: 'encrypted',
  sealed: 'encrypted',
  damaged: 'corrupt_content',
  unsupported: 'unsupported_content',
} as const satisfies Record<UnopenedPart['reason'], Gap['name']>;

/**
 * What an extractor could not look at.
 * @param file path inside the sample, null for the sample itself.
 */
export function toUnopenedGap(
  file: string | null,
  { reason, words, members }: UnopenedPart,
  password: string | null,
): Gap {
  const names = toNames(file, members, members.length === 0 ? null : members.length);
  return {
    name: NAME_OF[reason],
    description: `${toWhat(file, members)} could not be scanned: ${words}.`,
    data: {
      archive: file,
      ...toPasswordData(reason, password),
      ...names,
    },
  };
}

function toPasswordData(reason: UnopenedPart['reason'], password: string | null): { password?: string } {
  if (reason === 'sealed') return { password: 'unsupported' };
  if (reason !== 'encrypted') return {};
  return { password: password === null ? 'missing' : 'wrong' };
}

/** A file of which a limit left parts out; how many, nobody knows. */
export function toCutGap(file: string | null, limit: LimitName): Gap {
  const what = file === null ? 'the file' : `“${file}”`;
  return {
    name: 'archive_limit',
    description: `Not all of ${what} was scanned: ${LIMIT_WORDS[limit]}.`,
    data: { limit, archive: file, ...toNames(file, [], null) },
  };
}

function toWhat(file: string | null, members: readonly string[]): string {
  const whole = file === null ? 'the file' : `“${file}”`;
  if (members.length === 0) return `Something in ${whole}`;
  return members.length === 1 ? `“${members[0]}” in ${whole}` : `${members.length} parts of ${whole}`;
}
