import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBrowser } from '../../scripts/browser/ensure-browser.ts';
import { type LaunchedBrowser, launchBrowser } from '../../scripts/browser/launch-browser.ts';

const EXTENSION_DIR = fileURLToPath(new URL('../../.output/chrome-mv3', import.meta.url));

/** Where the browsers read an administrator's policies on Linux: https://chromeenterprise.google/policies/ */
const POLICY_DIRS = {
  chromium: '/etc/chromium/policies/managed',
  chrome: '/etc/opt/chrome/policies/managed',
  edge: '/etc/opt/edge/policies/managed',
  brave: '/etc/brave/policies/managed',
};

export type ManagedBrowser = LaunchedBrowser & {
  /** Writes another policy file in the place of the one before, as an administrator does. */
  administer: (values: Readonly<Record<string, unknown>>) => Promise<void>;
  /** Takes the policy file away. */
  endPolicy: () => Promise<void>;
};

/**
 * Starts a browser with a Sluice that a real policy file administers. The extension is a copy with an id of its own, so
 * that the file is none of any other browser's business.
 * @param parts what has to be ended after the test: the file too
 * @throws Error where the policies can't be written, which takes the rights of root
 */
export async function startManaged(
  parts: AsyncDisposableStack,
  values: Readonly<Record<string, unknown>>,
): Promise<ManagedBrowser> {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-managed-'));
  parts.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const extensionDir = join(folder, 'extension');
  await cp(EXTENSION_DIR, extensionDir, { recursive: true });
  const id = toExtensionId(extensionDir);
  const browser = ensureBrowser();
  const file = join(POLICY_DIRS[browser.kind], `sluice-${id}.json`);
  const administer = (policy: Readonly<Record<string, unknown>>) =>
    writeFile(file, JSON.stringify({ '3rdparty': { extensions: { [id]: policy } } }));
  const endPolicy = () => rm(file, { force: true });
  await mkdir(POLICY_DIRS[browser.kind], { recursive: true });
  parts.defer(endPolicy);
  await administer(values);
  const launched = await launchBrowser({
    browser,
    extensionDir,
    downloadsDir: join(folder, 'downloads'),
    isHeadless: true,
  });
  parts.defer(() => launched.close());
  return { ...launched, administer, endPolicy };
}

/** An extension that is loaded from a folder is called after it: a digest in letters, as Chromium does it. */
function toExtensionId(folder: string): string {
  const digest = createHash('sha256').update(folder).digest('hex').slice(0, 32);
  return digest.replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)));
}
