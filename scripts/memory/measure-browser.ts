import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { agree } from '../browser/agree.ts';
import { connectExtension } from '../browser/connect-extension.ts';
import { ensureBrowser } from '../browser/ensure-browser.ts';
import { launchBrowser } from '../browser/launch-browser.ts';
import { startScanner } from '../scanner/start-scanner.ts';
import { buildExtension } from '../tools/build-extension.ts';
import { startPart } from '../tools/start-part.ts';
import { findProcessTree } from './find-process-tree.ts';
import { makeZeroFile } from './make-zero-file.ts';
import type { Measurement } from './measurement.ts';
import { readHeldMemory } from './read-held-memory.ts';
import { scanThroughPopup } from './scan-through-popup.ts';
import { toMegabytes } from './to-megabytes.ts';
import { withPeakMemory } from './with-peak-memory.ts';

const LARGEST = 500_000_000;

/**
 * Scans the largest file, and one that is a byte too large, through the real extension, and watches the browser.
 * @param parts end what this starts
 */
export async function measureBrowser(parts: AsyncDisposableStack): Promise<Measurement[]> {
  const browser = ensureBrowser();
  const extensionDir = await buildExtension();
  const folder = await startPart(
    parts,
    () => mkdtemp(join(tmpdir(), 'sluice-memory-')),
    (path) => rm(path, { recursive: true, force: true, maxRetries: 5 }),
  );
  const scanner = await startPart(parts, startScanner, ({ stop }) => stop());
  const profileDir = join(folder, 'profile');
  const downloadsDir = join(folder, 'downloads');
  const launched = await startPart(
    parts,
    () => launchBrowser({ browser, extensionDir, downloadsDir, profileDir, isHeadless: true }),
    ({ close }) => close(),
  );
  await agree(launched);
  await connectExtension(launched.worker, scanner.url, scanner.token);
  const popup = await launched.context.newPage();
  await popup.goto(`chrome-extension://${launched.extensionId}/popup.html`);

  const before = await readHeldMemory(await findProcessTree(profileDir));
  const fitting = await makeZeroFile(folder, 'fits.bin', LARGEST);
  const [fits, peak] = await withPeakMemory(profileDir, () => scanThroughPopup(popup, fitting));
  const large = await scanThroughPopup(popup, await makeZeroFile(folder, 'too-large.bin', LARGEST + 1));
  return [
    { what: 'browser, before', value: toMegabytes(before), expected: '', ok: true },
    {
      what: 'browser, peak above that while 500,000,000 bytes are staged, sent and scanned',
      value: toMegabytes(peak - before),
      expected: `under ${toMegabytes(LARGEST)}`,
      ok: peak - before < LARGEST,
    },
    { what: 'its verdict', value: fits, expected: 'clean', ok: fits === 'clean' },
    {
      what: 'what 500,000,001 bytes end as',
      value: large,
      expected: 'refused with both sizes',
      ok: large.includes('500,000,001 bytes is over the limit of 500,000,000 bytes'),
    },
  ];
}
