import { describe, expect, it } from 'vitest';
import { findReleaseFaults, type ReleaseState } from '../../../../scripts/release/find-release-faults.ts';

const READY: ReleaseState = {
  current: '0.9.10',
  locked: ['0.9.10', '0.9.10'],
  branch: 'main',
  changes: '',
  tags: ['v0.9.10'],
  hasEntries: true,
  isInChangelog: false,
};

describe('findReleaseFaults', () => {
  it.each(['0.9.11', '0.10.0', '1.0.0'])('lets %s go', (version) => {
    expect(findReleaseFaults(version, READY)).toEqual([]);
  });

  it('lets the version that package.json has go while there is no release at all', () => {
    expect(findReleaseFaults('0.9.10', { ...READY, tags: [] })).toEqual([]);
    expect(findReleaseFaults('0.9.9', { ...READY, tags: [] })).toHaveLength(1);
  });

  it.each(['0.9.9', '0.8.11', '0.9.10'])('refuses %s, which is not later', (version) => {
    expect(findReleaseFaults(version, READY)).toContain(
      `${version} is not later than 0.9.10, which package.json has.`,
    );
  });

  it.each(['1', 'v1.0.0', '1.0.0-beta', '1.0', '01.0.0', '1.65536.0', ''])(
    'refuses "%s", which no store takes',
    (text) => {
      expect(findReleaseFaults(text, READY)).toEqual([
        `"${text}" is no version: it is three numbers, such as 1.2.3.`,
      ]);
    },
  );

  it.each([
    [{ branch: 'next' }, 'This is the branch "next": releases are made on main ("git switch main").'],
    [{ branch: '' }, 'No branch is checked out: releases are made on main ("git switch main").'],
    [
      { locked: ['0.9.10', '0.9.9'] },
      'package-lock.json is not of version 0.9.10: run "npm install --package-lock-only" and commit it.',
    ],
    [{ isInChangelog: true }, 'CHANGELOG.md has a part "## [1.0.0]" already.'],
    [{ changes: ' M README.md' }, 'Not all changes are committed: see "git status".'],
    [{ tags: ['v1.0.0'] }, 'There is a tag v1.0.0 already.'],
    [{ hasEntries: false }, 'CHANGELOG.md has nothing under a line "## [Unreleased]".'],
  ])('refuses where %j', (state, fault) => {
    expect(findReleaseFaults('1.0.0', { ...READY, ...state })).toEqual([fault]);
  });
});
