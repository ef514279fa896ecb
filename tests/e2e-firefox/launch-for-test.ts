import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureFirefox } from '../../scripts/browser/ensure-firefox.ts';
import type { FirefoxPreferences } from '../../scripts/browser/firefox-preferences.ts';
import { type LaunchedFirefox, launchFirefox } from '../../scripts/browser/launch-firefox.ts';

export type TestFirefox = LaunchedFirefox & {
  /** Names of what is in the download folder, half-written files too. */
  downloadedNames: () => Promise<string[]>;
  downloadsDir: string;
  /** Where a test may write another extension. */
  otherDir: string;
};

/**
 * A Firefox with an extension in it.
 * @param parts what has to be ended after the test
 */
export async function launchForTest(
  parts: AsyncDisposableStack,
  extensionDir: string,
  preferences: FirefoxPreferences = {},
): Promise<TestFirefox> {
  const folder = await makeTestFolder(parts);
  const downloadsDir = join(folder, 'downloads');
  const firefox = await launchFirefox({ path: ensureFirefox(), extensionDir, downloadsDir, preferences });
  parts.defer(() => firefox.close());
  return {
    ...firefox,
    downloadsDir,
    otherDir: join(folder, 'other-extension'),
    downloadedNames: async () => (await readdir(downloadsDir)).sort(),
  };
}

/** An empty folder. */
export async function makeTestFolder(parts: AsyncDisposableStack): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-e2e-firefox-'));
  parts.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}
