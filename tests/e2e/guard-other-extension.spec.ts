import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { GuardPolicy } from '../../lib/core/guard-policy.ts';
import { withLab } from './guard/guard-lab.ts';
import { useSite } from './guard/use-site.ts';

/** The part of `chrome` that is used inside the other extension. */
declare const chrome: { downloads: { download: (options: object) => Promise<number> } };

const NAME = 'sub/x.bin';

const WITHOUT_HOLD: Partial<GuardPolicy>[] = [
  { mode: 'off' },
  { mode: 'silent' },
  { mode: 'warn', holdUntilScanned: false },
  { mode: 'block', holdUntilScanned: false },
];

for (const policy of WITHOUT_HOLD) {
  test(`another extension keeps the names of its downloads in the mode ${policy.mode}`, async () => {
    expect(await nameOfOthers({ holdUntilScanned: false, ...policy })).toEqual([NAME]);
  });
}

test('another extension loses the names of its downloads while downloads are held', async () => {
  // Chromium drops them for any listener that names downloads; the name that the site gave is what is left.
  expect(await nameOfOthers({ mode: 'block', holdUntilScanned: true })).toEqual([
    expect.stringMatching(/^get-small-cell-\d+\.bin$/),
  ]);
});

/** Where a file comes to lie that the other extension wants under a name of its own. */
async function nameOfOthers(policy: Partial<GuardPolicy>): Promise<string[]> {
  const found: string[] = [];
  await withLab({ flavour: 'all', policy }, async (lab) => {
    const [file] = await useSite(lab, [{ kind: 'get-small', finding: 'clean' }], { delayMs: 0 });
    if (file === undefined) throw new Error('The site has no file.');
    const options = { url: file.address, filename: NAME };
    await lab.now().otherPage.evaluate((wanted) => chrome.downloads.download(wanted), options);
    // Its bytes are those that were asked for, under whatever name.
    const names = async () => {
      const seen = lab.watch.seen().filter(({ goneAt }) => goneAt === undefined);
      const files = await Promise.all(
        seen.map(async ({ name }) => ({ name, bytes: await readFile(join(lab.downloadsDir, name)) })),
      );
      return files.filter(({ bytes }) => bytes.equals(file.bytes)).map(({ name }) => name);
    };
    await expect.poll(names).toHaveLength(1);
    found.push(...(await names()));
  });
  return found;
}
