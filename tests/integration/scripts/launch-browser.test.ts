import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from '@playwright/test';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ensureBrowser } from '../../../scripts/browser/ensure-browser.ts';
import { type LaunchedBrowser, launchBrowser } from '../../../scripts/browser/launch-browser.ts';

const MANIFEST = {
  manifest_version: 3,
  name: 'Tiny',
  version: '1',
  permissions: ['downloads'],
  background: { service_worker: 'worker.js' },
};

/** Remembers the names that the browser asks about: diverted downloads are never asked about. */
const WORKER = `
  globalThis.names = [];
  chrome.downloads.onDeterminingFilename.addListener((item, suggest) => {
    names.push(item.filename);
    suggest();
  });
  chrome.downloads.onChanged.addListener(({ state }) => {
    if (state?.current === 'complete') globalThis.done?.();
  });
`;

let folder = '';
let site: Server;
let launched: LaunchedBrowser | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-launch-'));
  await mkdir(join(folder, 'extension'));
  await writeFile(join(folder, 'extension', 'manifest.json'), JSON.stringify(MANIFEST));
  await writeFile(join(folder, 'extension', 'worker.js'), WORKER);
  site = createServer((_, response) => {
    response.setHeader('Content-Disposition', 'attachment; filename="own name.txt"');
    response.end('bytes');
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await launched?.close();
  launched = undefined;
  await new Promise((resolve) => site.close(resolve));
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

describe.each([
  ['from the command line', false],
  ['over CDP', true],
])('a browser with an extension loaded %s', (_, overCdp) => {
  it('runs its worker, asks it for names, and leaves downloads in their folder under their own name', async () => {
    const { worker, extensionId } = await launch(overCdp);
    expect(extensionId).toMatch(/^[a-p]{32}$/);
    expect(await download(worker)).toEqual(['own name.txt']);
    expect(await readdir(join(folder, 'downloads'))).toEqual(['own name.txt']);
    expect(await readFile(join(folder, 'downloads', 'own name.txt'), 'utf8')).toBe('bytes');
  });
});

it('says in a sentence that a browser does not start, and leaves no profile', async () => {
  const temporary = join(folder, 'temporary');
  await mkdir(temporary);
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) vi.stubEnv(name, temporary);
  const launching = launchBrowser({
    // It starts, and ends at once.
    browser: { path: process.execPath, kind: 'chromium', version: undefined, canLoadExtension: true },
    extensionDir: join(folder, 'extension'),
    downloadsDir: join(folder, 'downloads'),
    isHeadless: true,
  });
  await expect(launching).rejects.toThrow(/did not start\. Name another one with SLUICE_BROWSER=/);
  expect(await readdir(temporary)).toEqual([]);
});

async function launch(overCdp: boolean): Promise<LaunchedBrowser> {
  launched = await launchBrowser({
    browser: ensureBrowser(),
    extensionDir: join(folder, 'extension'),
    downloadsDir: join(folder, 'downloads'),
    isHeadless: true,
    overCdp,
  });
  return launched;
}

/** @returns the names that the extension was asked about */
async function download(worker: Worker): Promise<unknown> {
  const address = site.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  // As text: what is used inside the worker has no types here.
  return await worker.evaluate(`new Promise((resolve) => {
    globalThis.done = () => resolve(names);
    void chrome.downloads.download({ url: 'http://127.0.0.1:${port}/file' });
  })`);
}
