import { readdir, readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { withLab } from './guard/guard-lab.ts';
import { readRows } from './guard/guard-rows.ts';
import { sendFile, withHostileSite } from './guard/hostile-site.ts';
import { toSha256 } from './guard/site-file.ts';
import { waitForRows } from './guard/wait-for-rows.ts';
import { stopWorkers } from './stop-workers.ts';

const GIVEN_FIRST = Buffer.from('evil'.padEnd(2_000, 'A'));
const GIVEN_AGAIN = Buffer.from('good'.padEnd(2_000, 'B'));

test('a site that gives the browser other bytes than the copy is answered with the copy', async () => {
  const name = 'tool-cell-9100.exe';
  const answer = { '/tool': sendTwice(name) };
  await withHostileSite(answer, async (site) => {
    await withLab({ flavour: 'all', policy: { alwaysScanBytes: true } }, async (lab) => {
      await site.download(await lab.now().context.newPage(), '/tool');
      const { scan } = await waitForRows(
        lab,
        { token: 'cell-9100' },
        ({ hold }) => hold?.state === 'released',
      );
      expect(scan?.sample?.sha256).toBe(toSha256(GIVEN_AGAIN));
      expect(await readAll(lab.downloadsDir)).toEqual({ [name]: toSha256(GIVEN_AGAIN) });
      expect(site.asked()).toEqual(['/tool', '/tool']);
    });
  });
});

test('where nothing is held, a file that is not the copy that was scanned is scanned itself', async () => {
  const name = 'tool-cell-9101.exe';
  const policy = { mode: 'warn', holdUntilScanned: false, alwaysScanBytes: true } as const;
  await withHostileSite({ '/tool': sendTwice(name) }, async (site) => {
    await withLab({ flavour: 'all', policy }, async (lab) => {
      await site.download(await lab.now().context.newPage(), '/tool');
      const { scan, hold } = await waitForRows(
        lab,
        { token: 'cell-9101' },
        (rows) => rows.hold?.state === 'released',
      );
      expect(scan?.sample?.sha256).toBe(toSha256(GIVEN_FIRST));
      expect(hold?.isOfCopy).toBeUndefined();
    });
  });
});

test('no type that a site names makes a parked file one that can be started', async () => {
  const types = ['text/plain', 'text/html', 'image/png', 'application/pdf', 'application/zip'];
  const paths = types.map((_, index) => `/cell-911${index}`);
  const answers = Object.fromEntries(
    types.map((type, index) => [
      `/cell-911${index}`,
      (outgoing: ServerResponse) => sendFile(outgoing, `setup-cell-911${index}.exe`, GIVEN_FIRST, type),
    ]),
  );
  await withHostileSite(answers, async (site) => {
    await withLab({ flavour: 'built' }, async (lab) => {
      for (const [index] of types.entries()) lab.gate.plan(`cell-911${index}`, { delayMs: 300_000 });
      const page = await lab.now().context.newPage();
      for (const path of paths) await site.download(page, path, '127.0.0.2');
      await expect
        .poll(async () => (await readdir(lab.downloadsDir)).toSorted(), { timeout: 40_000 })
        .toEqual(
          ['txt', 'html', 'png', 'pdf', 'zip'].map(
            (ending, index) => `setup-cell-911${index}.exe.unverified.${ending}`,
          ),
        );
    });
  });
});

test('a copy that is redirected to another host takes nothing from there', async () => {
  const name = 'doc-cell-9120.bin';
  const answers = {
    '/cell-9120': (outgoing: ServerResponse, count: number) => {
      if (count === 1) sendFile(outgoing, name, GIVEN_FIRST);
      else outgoing.writeHead(302, { location: secretAddress }).end();
    },
    '/secret': (outgoing: ServerResponse) => sendFile(outgoing, 'secret', GIVEN_AGAIN),
  };
  let secretAddress = '';
  await withHostileSite(answers, async (site) => {
    secretAddress = `http://localhost:${site.port}/secret`;
    await withLab({ flavour: 'all', policy: { alwaysScanBytes: true } }, async (lab) => {
      await site.download(await lab.now().context.newPage(), '/cell-9120');
      // The file itself is parked then, read and scanned.
      const { scan } = await waitForRows(
        lab,
        { token: 'cell-9120' },
        ({ hold }) => hold?.state === 'released',
      );
      expect(scan?.sample?.sha256).toBe(toSha256(GIVEN_FIRST));
      expect(await readAll(lab.downloadsDir)).toEqual({ [name]: toSha256(GIVEN_FIRST) });
      expect(site.asked()).toEqual(['/cell-9120', '/cell-9120']);
    });
  });
});

test('a file that is downloaded again while the worker is dead is another download', async () => {
  const again = (outgoing: ServerResponse) => sendFile(outgoing, 'again-cell-9130.exe', GIVEN_FIRST);
  await withHostileSite({ '/cell-9130': again }, async (site) => {
    await withLab({ flavour: 'all' }, async (lab) => {
      lab.gate.plan('cell-9130', { delayMs: 300_000 });
      const { context, extensionPage } = lab.now();
      const page = await context.newPage();
      await site.download(page, '/cell-9130');
      const first = await waitForRows(lab, { token: 'cell-9130' }, ({ hold }) => hold?.state === 'staged');
      await stopWorkers(page);
      await site.download(page, '/cell-9130');
      await expect
        .poll(async () => (await readRows(extensionPage)).holds.map(({ state }) => state))
        .toEqual(['staged', 'staged']);
      const { holds } = await readRows(extensionPage);
      expect(new Set(holds.map(({ downloadId }) => downloadId)).size).toBe(2);
      expect(holds.find(({ id }) => id === first.hold?.id)?.downloadId).toBe(first.hold?.downloadId);
    });
  });
});

function sendTwice(name: string) {
  return (outgoing: ServerResponse, count: number) =>
    sendFile(outgoing, name, count === 1 ? GIVEN_FIRST : GIVEN_AGAIN);
}

/** The hashes of all files of a folder, by name. */
async function readAll(folder: string): Promise<Record<string, string>> {
  const names = await readdir(folder);
  const hashes = names.map(async (name) => [name, toSha256(await readFile(join(folder, name)))] as const);
  return Object.fromEntries(await Promise.all(hashes));
}
