import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchForTest, makeTestFolder, type TestFirefox } from './launch-for-test.ts';

const BUILD_DIR = fileURLToPath(new URL('../../.output/firefox-mv3', import.meta.url));
/** Where Firefox reads an administrator's policies on Linux: https://mozilla.github.io/policy-templates/ */
const POLICY_DIR = '/etc/firefox/policies';
const POLICY_FILE = join(POLICY_DIR, 'policies.json');

export type ManagedFirefox = TestFirefox & {
  /** Writes another policy in the place of the one before. It holds from the next start of the browser. */
  administer: (values: Readonly<Record<string, unknown>>) => Promise<void>;
};

/**
 * Starts Firefox with a Sluice that a real policy file administers. The extension is a copy with an id of its own, so
 * that the file is none of any other browser's business; what stood in the file before is there again at the end.
 * @throws Error where the policies can't be written, which takes the rights of root
 */
export async function startManagedFirefox(
  parts: AsyncDisposableStack,
  values: Readonly<Record<string, unknown>>,
): Promise<ManagedFirefox> {
  const folder = await makeTestFolder(parts);
  const extensionDir = join(folder, 'extension');
  const id = 'managed@sluice.example';
  await cp(BUILD_DIR, extensionDir, { recursive: true });
  const manifestFile = join(extensionDir, 'manifest.json');
  const manifest = await readFile(manifestFile, 'utf8');
  await writeFile(manifestFile, manifest.replace('sluice@sluice.example', id));

  const before = await readFile(POLICY_FILE, 'utf8').catch(() => undefined);
  const administer = async (policy: Readonly<Record<string, unknown>>) => {
    const { policies = {} } = before === undefined ? {} : JSON.parse(before);
    const extensions = { ...policies['3rdparty']?.Extensions, [id]: policy };
    const all = { policies: { ...policies, '3rdparty': { Extensions: extensions } } };
    await mkdir(POLICY_DIR, { recursive: true });
    await writeFile(POLICY_FILE, JSON.stringify(all));
  };
  parts.defer(async () => {
    if (before === undefined) await rm(POLICY_FILE, { force: true });
    else await writeFile(POLICY_FILE, before);
  });
  await administer(values);
  return { ...(await launchForTest(parts, extensionDir)), administer };
}
