import { describe, expect, it } from 'vitest';
import { toReleasedChangelog } from '../../../../scripts/release/to-released-changelog.ts';

const HEAD = '# Changelog\n\n## [Unreleased]\n';
const OLD = '\n## [0.1.0] - 2026-01-01\n\n### Added\n\n- The first.\n';

describe('toReleasedChangelog', () => {
  it('moves what is new under its version, and leaves the rest as it is', () => {
    const entries = '\n### Fixed\n\n- A fault.\n';
    expect(toReleasedChangelog(HEAD + entries + OLD, '0.2.0', '2026-11-28')).toBe(
      `${HEAD}\n## [0.2.0] - 2026-11-28\n${entries}${OLD}`,
    );
  });

  it.each([[HEAD + OLD], [`${HEAD}\n### Added\n${OLD}`], [`# Changelog\n${OLD}`]])(
    'has nothing to move in %j',
    (text) => {
      expect(toReleasedChangelog(text, '0.2.0', '2026-11-28')).toBeUndefined();
    },
  );
});
