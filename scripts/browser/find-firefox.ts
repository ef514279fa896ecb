import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export type FindFirefoxDeps = {
  env: NodeJS.ProcessEnv;
  platform: NodeJS.Platform;
  exists: (path: string) => boolean;
};

const LINUX_NAMES = ['firefox-esr', 'firefox', 'firefox-developer-edition'];

const MAC_PATHS = [
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  '/Applications/Firefox Developer Edition.app/Contents/MacOS/firefox',
];

const WINDOWS_PATHS = ['Mozilla Firefox\\firefox.exe', 'Firefox Developer Edition\\firefox.exe'];

/**
 * Looks for Firefox: what `SLUICE_FIREFOX` names, then the usual places.
 * @returns its path; undefined where there is none
 * @throws Error that says what to do where `SLUICE_FIREFOX` names no file
 */
export function findFirefox(deps: FindFirefoxDeps = systemDeps()): string | undefined {
  const chosen = deps.env.SLUICE_FIREFOX;
  if (!chosen) return usualPlaces(deps).find(deps.exists);
  if (deps.exists(chosen)) return chosen;
  throw new Error(`SLUICE_FIREFOX names "${chosen}", and there is no such file. Correct it, or unset it.`);
}

function usualPlaces({ env, platform }: FindFirefoxDeps): string[] {
  if (platform === 'darwin') return MAC_PATHS;
  if (platform === 'win32') {
    const folders = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA];
    return folders.flatMap((folder) => (folder ? WINDOWS_PATHS.map((path) => join(folder, path)) : []));
  }
  const folders = [...(env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin'];
  return LINUX_NAMES.flatMap((name) => folders.filter(Boolean).map((folder) => join(folder, name)));
}

function systemDeps(): FindFirefoxDeps {
  return { env: process.env, platform: process.platform, exists: existsSync };
}
