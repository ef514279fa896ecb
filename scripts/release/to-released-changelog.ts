const UNRELEASED = '## [Unreleased]\n';

/**
 * Gives what stands under "Unreleased" a version and a date, and leaves that heading empty above it.
 * Undefined where nothing stands there.
 * @param date as `2026-11-28`
 */
export function toReleasedChangelog(text: string, version: string, date: string): string | undefined {
  const start = text.indexOf(UNRELEASED);
  if (start < 0) return undefined;
  const from = start + UNRELEASED.length;
  const next = text.indexOf('\n## ', from);
  const entries = text.slice(from, next < 0 ? undefined : next);
  if (!/^- /m.test(entries)) return undefined;
  return `${text.slice(0, from)}\n## [${version}] - ${date}\n${text.slice(from)}`;
}
