import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { runTool } from '../tools/run-tool.ts';
import { findReleaseFaults } from './find-release-faults.ts';
import { toReleasedChangelog } from './to-released-changelog.ts';

const Manifest = v.object({ version: v.string() });
const Lock = v.object({
  version: v.optional(v.string()),
  packages: v.object({ '': v.object({ version: v.optional(v.string()) }) }),
});

/** The files that a release changes, and how often the version stands in each: a lockfile has it twice. */
const VERSION_FILES = { 'package.json': 1, 'package-lock.json': 2 } as const;
const CHANGELOG = 'CHANGELOG.md';

export type Release = {
  /** The repository. */
  root: string;
  version: string;
  /** As `2026-11-28`. */
  date: string;
  /** Nothing is changed. */
  isDryRun: boolean;
};

/**
 * Makes a release: the changelog and the version, in one commit with a tag. Nothing is pushed.
 * @returns why it was not made, a sentence each; none where it was, or would be
 * @throws Error where git refuses; files and history are as they were then
 */
export async function release({ root, version, date, isDryRun }: Release): Promise<string[]> {
  const text = async (name: string) => readFile(join(root, name), 'utf8');
  const { version: current } = v.parse(Manifest, JSON.parse(await text('package.json')));
  const lock = v.parse(Lock, JSON.parse(await text('package-lock.json')));
  const changelog = await text(CHANGELOG);
  const released = toReleasedChangelog(changelog, version, date);
  const faults = findReleaseFaults(version, {
    current,
    locked: [lock.version, lock.packages[''].version],
    branch: await git(root, 'branch', '--show-current'),
    changes: await git(root, 'status', '--porcelain'),
    tags: (await git(root, 'tag', '--list', 'v*')).split('\n').filter((tag) => tag !== ''),
    hasEntries: released !== undefined,
    isInChangelog: changelog.includes(`\n## [${version}]`),
  });
  if (faults.length > 0 || isDryRun || released === undefined) return faults;
  const before = new Map([[CHANGELOG, changelog]]);
  for (const name of Object.keys(VERSION_FILES)) before.set(name, await text(name));
  const after = new Map([[CHANGELOG, released]]);
  for (const [name, times] of Object.entries(VERSION_FILES))
    after.set(name, withVersion(before.get(name) ?? '', current, version, times));
  await write(root, after);
  try {
    await git(root, 'commit', '--quiet', '--message', `chore: release ${version}`, '--', ...after.keys());
  } catch (error) {
    await write(root, before);
    throw error;
  }
  try {
    await git(root, 'tag', '--annotate', `v${version}`, '--message', `Sluice ${version}`);
  } catch (error) {
    // A release without its tag is none: the commit goes, and with it what it changed.
    await git(root, 'reset', '--quiet', '--keep', 'HEAD^');
    throw error;
  }
  return [];
}

function withVersion(text: string, current: string, version: string, times: number): string {
  const [head = '', ...rest] = text.split(`"version": "${current}"`);
  const parts = [head, ...rest.slice(0, times - 1), rest.slice(times - 1).join(`"version": "${current}"`)];
  return parts.join(`"version": "${version}"`);
}

async function write(root: string, texts: ReadonlyMap<string, string>): Promise<void> {
  for (const [name, text] of texts) await writeFile(join(root, name), text);
}

async function git(root: string, ...args: readonly string[]): Promise<string> {
  const { code, output, stdout } = await runTool('git', ['-C', root, ...args], { isQuiet: true });
  if (code !== 0) throw new Error(`"git ${args[0]}" failed:\n${output}`);
  return stdout.trim();
}
