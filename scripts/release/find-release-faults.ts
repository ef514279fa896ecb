import { isLater, parseVersion } from './parse-version.ts';

/** How the repository stands before a release. */
export type ReleaseState = {
  /** The version in package.json. */
  current: string;
  /** The same in package-lock.json, which has it twice. */
  locked: readonly (string | undefined)[];
  /** Empty where none is checked out. */
  branch: string;
  /** What `git status --porcelain` prints. */
  changes: string;
  tags: readonly string[];
  /** Whether the changelog has something under "Unreleased". */
  hasEntries: boolean;
  /** Whether the changelog has a part for the version already. */
  isInChangelog: boolean;
};

/** Why this version can't be released now, a sentence each. */
export function findReleaseFaults(text: string, state: ReleaseState): string[] {
  const { current, locked, branch, changes, tags, hasEntries, isInChangelog } = state;
  const version = parseVersion(text);
  const before = parseVersion(current);
  const isFirst = version !== undefined && before !== undefined && text === current && tags.length === 0;
  return [
    ...(version === undefined ? [`"${text}" is no version: it is three numbers, such as 1.2.3.`] : []),
    ...(before === undefined ? [`package.json has "${current}", which is no version.`] : []),
    ...(version !== undefined && before !== undefined && !isFirst && !isLater(version, before)
      ? [`${text} is not later than ${current}, which package.json has.`]
      : []),
    ...(tags.includes(`v${text}`) ? [`There is a tag v${text} already.`] : []),
    ...(locked.every((other) => other === current)
      ? []
      : [
          `package-lock.json is not of version ${current}: run "npm install --package-lock-only" and commit it.`,
        ]),
    ...(branch === 'main' ? [] : [`${toPlace(branch)}: releases are made on main ("git switch main").`]),
    ...(changes === '' ? [] : ['Not all changes are committed: see "git status".']),
    ...(hasEntries ? [] : ['CHANGELOG.md has nothing under a line "## [Unreleased]".']),
    ...(isInChangelog ? [`CHANGELOG.md has a part "## [${text}]" already.`] : []),
  ];
}

function toPlace(branch: string): string {
  return branch === '' ? 'No branch is checked out' : `This is the branch "${branch}"`;
}
