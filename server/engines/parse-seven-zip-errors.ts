/** What 7-Zip complained about. Members are as 7-Zip prints them. */
export type SevenZipErrors = {
  /** Members that need another password, or `all` where even the list of members does. */
  encrypted: string[] | 'all';
  /** Null where nothing but passwords was wrong. `members` are those that 7-Zip named. */
  damage: { words: string; members: string[] } | null;
};

const NO_WORDS = 'The archive is damaged or cut short.';

/** Reads what 7-Zip wrote to its error output when it did not succeed. `archive` is the path that it was given. */
export function parseSevenZipErrors(lines: readonly string[], archive: string): SevenZipErrors {
  const encrypted: string[] = [];
  const members: string[] = [];
  const words: string[] = [];
  for (const text of lines) {
    const line = text
      .replace(/^ERROR: /, '')
      .replaceAll(archive, '')
      .trim();
    if (/^(: )?Cannot open encrypted archive/.test(line)) return { encrypted: 'all', damage: null };
    const [, reason = line, member = null] = /^(.*?) : (.*)$/.exec(line) ?? [];
    if (/wrong password|encrypted/i.test(reason)) encrypted.push(member ?? '');
    else if (line !== '') {
      words.push(line);
      if (member !== null) members.push(member);
    }
  }
  if (words.length === 0 && encrypted.length > 0) return { encrypted, damage: null };
  const detail = words.slice(0, 5).join('; ').slice(0, 500);
  return { encrypted, damage: { words: detail === '' ? NO_WORDS : detail, members } };
}
