import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import type { ByteDesk, CopyAnswer } from '../../lib/downloads/byte-desk.ts';
import type { UploadProgress } from '../../lib/scan/upload-progress.ts';
import type { StagedBytes } from '../../lib/storage/staged-bytes.ts';
import { makeEicar } from '../../server/samples/make-eicar.ts';
import { bundleDesk } from '../fixtures/desk/bundle-desk.ts';
import { allowOffscreen } from './allow-offscreen.ts';
import { killWorker } from './extension-worker.ts';
import { test } from './fixtures.ts';
import { startHalfServer } from './half-server.ts';
import { chooseFile, openPopup, rowsNamed } from './popup-page.ts';

type Download = { url: string; filename: string; state: string };

/** The parts of `chrome` that the tests use inside the extension, and what `bundleDesk` puts beside them. */
declare const chrome: {
  downloads: {
    download: (options: object) => Promise<number>;
    search: (query: object) => Promise<Download[]>;
  };
};
declare const desk: ByteDesk;
declare const staged: StagedBytes;

test('a copy goes on when the worker is killed, wakes the next one, and is handed out whole', async ({
  sluice,
}) => {
  const site = await startHalfServer(50);
  try {
    const script = await bundleDesk();
    await allowOffscreen(sluice);
    const { worker } = sluice;
    const request = {
      id: 'one',
      address: site.address,
      maxBytes: 500_000_000,
      expected: { size: site.size },
    };
    await worker.evaluate(script);
    await worker.evaluate((wanted) => void desk.copyLink(wanted), request);
    await expect.poll(site.halfCount).toBe(1);
    await killWorker(sluice);
    site.goOn();

    // Nothing else wakes the worker than the word of the document.
    await worker.evaluate(script);
    const answer = await worker.evaluate((wanted): Promise<CopyAnswer> => desk.copyLink(wanted), request);
    expect(answer).toEqual({ kind: 'copied', copy: { size: site.size, sha256: site.sha256 } });
    expect(site.requestCount()).toBe(1);
    expect(await worker.evaluate(() => staged.describe('one'))).toMatchObject(
      answer.kind === 'copied' ? answer.copy : {},
    );

    const address = await worker.evaluate(() => desk.openDelivery('one'));
    expect(address).toMatch(/^blob:.*#one$/);
    const found = () =>
      worker.evaluate(async (url) => {
        const id = await chrome.downloads.download({ url, filename: 'setup.exe' });
        return id;
      }, address);
    const downloadId = await found();
    const item = () => worker.evaluate(async (id) => (await chrome.downloads.search({ id }))[0], downloadId);
    await expect.poll(async () => (await item())?.state).toBe('complete');
    const { url, filename } = (await item()) ?? { url: '', filename: '' };
    expect(url).toBe(address);
    // Its name is the guard's to tell, by the hold that this copy would belong to.
    expect(filename).not.toBe('');
    expect(
      createHash('sha256')
        .update(await readFile(filename))
        .digest('hex'),
    ).toBe(site.sha256);
    await worker.evaluate(() => desk.closeDelivery('one'));
  } finally {
    await site.close();
  }
});

test('an upload goes on when the worker is killed: the scanner gets it once, and whole', async ({
  sluice,
  gate,
}) => {
  await allowOffscreen(sluice);
  const popup = await openPopup(sluice);
  await popup.evaluate(() => {
    const heard: unknown[] = [];
    new BroadcastChannel('sluice-uploads').onmessage = ({ data }) => heard.push(data);
    Object.assign(globalThis, { heard });
  });
  gate.pause('POST');
  const file = Buffer.concat([makeEicar(), Buffer.alloc(20_000_000, ' ')]);
  await chooseFile(popup, 'invoice.com', file);
  const row = rowsNamed(popup, 'invoice.com');
  await expect(row).toHaveAttribute('data-state', 'submitting');
  const submissions = () => gate.requests.filter(({ method }) => method === 'POST').length;
  await expect.poll(submissions).toBe(1);
  await killWorker(sluice);
  gate.open();
  await expect(row).toHaveAttribute('data-state', 'done', { timeout: 60_000 });
  await expect(row).toHaveAttribute('data-verdict', /malicious|clean/);
  expect(submissions()).toBe(1);
  const heard = await popup.evaluate((): Promise<UploadProgress[]> => Reflect.get(globalThis, 'heard'));
  expect(heard.at(-1)?.sent).toBe(heard.at(-1)?.total);
  expect(heard.at(-1)?.total).toBeGreaterThan(file.length);
});
