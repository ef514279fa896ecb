import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { downloadAll, openDownloader } from './downloader.ts';
import { type GateWorld, startGateWorld } from './gate-world.ts';

const PATIENCE = { timeout: 30_000, interval: 50 };
const BODY = Buffer.from('MZ\0 not a program, only bytes\n');
const ATTACHMENT = { 'content-type': 'application/octet-stream', 'content-disposition': 'attachment' };

type Kind = {
  /** What a person clicks on to get a path. */
  html: (path: string) => string;
  headers?: Record<string, string>;
  method?: string;
};

const KINDS: readonly (readonly [string, Kind])[] = [
  ['link', { html: (path) => `<a id="go" href="${path}">go</a>` }],
  [
    'named-link',
    {
      html: (path) => `<a id="go" download href="${path}">go</a>`,
      headers: { 'content-type': 'application/octet-stream' },
    },
  ],
  [
    'form',
    {
      html: (path) => `<form method="post" action="${path}"><button id="go">go</button></form>`,
      method: 'POST',
    },
  ],
  ['new-tab', { html: (path) => `<a id="go" target="_blank" href="${path}">go</a>` }],
  // After the page: one that is held keeps the page from being complete.
  [
    'frame',
    { html: (path) => `<a id="go" target="frame" href="${path}">go</a><iframe name="frame"></iframe>` },
  ],
];

// A browser takes seconds to start: it serves all tests of this file, each with files of its own.
const parts = new AsyncDisposableStack();
let world: GateWorld;
beforeAll(async () => {
  world = await startGateWorld(parts);
});
afterAll(() => parts.disposeAsync());

describe.each(KINDS)('a download by %s', (name, { html, headers, method = 'GET' }) => {
  it('leaves nothing on the disk while it is held, and is whole when it goes', async () => {
    const path = `/go-${name}.bin`;
    const address = serveFile(path, headers);
    await world.clickOn(html(path));
    expect(await world.untilHeld(address)).toMatchObject({
      addresses: [address],
      name: `go-${name}.bin`,
      page: `${world.site.url}/page`,
      size: BODY.length,
      type: 'application/octet-stream',
      method,
      isPrivateWindow: false,
    });
    expect(await namesLike(`go-${name}`)).toEqual([]);
    expect(await world.createdOf(address)).toEqual([]);
    await world.go(address);
    await untilSaved(`go-${name}.bin`);
    expect(await world.createdOf(address)).toHaveLength(1);
    expect(world.site.requests.filter((request) => request.endsWith(` ${path}`))).toEqual([
      `${method} ${path}`,
    ]);
  });

  it('leaves nothing at all when it is stopped', async () => {
    const path = `/stop-${name}.bin`;
    const address = serveFile(path, headers);
    await world.clickOn(html(path));
    await world.untilHeld(address);
    await world.stop(address);
    await saveAnother(`after-${name}.bin`);
    expect(await namesLike(`stop-${name}`)).toEqual([]);
    expect(await world.createdOf(address)).toEqual([]);
  });
});

describe('the gate', () => {
  it('tells all the addresses that a download was sent on from', async () => {
    world.site.serve('/first', { status: 302, headers: { location: '/second' }, body: '' });
    world.site.serve('/second', { status: 307, headers: { location: '/sent-on.bin' }, body: '' });
    const address = serveFile('/sent-on.bin');
    await world.clickOn('<a id="go" href="/first">go</a>');
    const { url } = world.site;
    expect((await world.untilHeld(address)).addresses).toEqual([`${url}/first`, `${url}/second`, address]);
    await world.go(address);
    await untilSaved('sent-on.bin');
    expect(await world.createdOf(address)).toHaveLength(1);
  });

  it('is not shown what another extension downloads: that is seen as a download only, and keeps its name', async () => {
    const address = serveFile('/extension.bin');
    const wanted = { url: address, filename: 'chosen-by-another.bin' };
    await downloadAll(await openDownloader(world.firefox), [wanted]);
    await untilSaved(wanted.filename);
    expect(await world.createdOf(address)).toHaveLength(1);
    expect((await world.facts()).held.flatMap(({ addresses }) => addresses)).not.toContain(address);
  });

  it('wakes a background that sleeps, each time', async () => {
    for (const time of [1, 2, 3]) {
      const address = serveFile(`/cold-${time}.bin`);
      await world.page.goto(world.site.servePage(`<a id="go" href="/cold-${time}.bin">go</a>`));
      await endBackground();
      await world.page.click('#go');
      await world.untilHeld(address);
      expect(await namesLike(`cold-${time}`)).toEqual([]);
      await world.go(address);
      await untilSaved(`cold-${time}.bin`);
    }
  });

  it('loses no download when its background is ended', async () => {
    const address = serveFile('/ended.bin');
    await world.clickOn('<a id="go" href="/ended.bin">go</a>');
    await world.untilHeld(address);
    await world.firefox.terminateBackground();
    await untilSaved('ended.bin');
  });

  it('follows the permission as it is granted and taken away', async () => {
    const own = new AsyncDisposableStack();
    onTestFinished(() => own.disposeAsync());
    const fresh = await startGateWorld(own, { isGranted: false });
    const address = fresh.site.serve('/file.bin', { headers: ATTACHMENT, body: BODY });
    const click = () => fresh.clickOn('<a id="go" href="/file.bin">go</a>');
    await click();
    await expect.poll(() => fresh.firefox.downloadedNames(), PATIENCE).toEqual(['file.bin']);
    await fresh.setGranted(true);
    await click();
    await fresh.untilHeld(address);
    await fresh.stop(address);
    await fresh.setGranted(false);
    await click();
    await expect.poll(() => fresh.firefox.downloadedNames(), PATIENCE).toEqual(['file(1).bin', 'file.bin']);
    await fresh.setGranted(true);
    await click();
    await expect.poll(async () => (await fresh.facts()).held.length, PATIENCE).toBe(2);
  });
});

function serveFile(path: string, headers: Record<string, string> = ATTACHMENT): string {
  const length = { 'content-length': String(BODY.length) };
  return world.site.serve(path, { headers: { ...headers, ...length }, body: BODY });
}

/** Ends the background once it runs: one that is ended while it starts has not listened yet. */
async function endBackground(): Promise<void> {
  await world.facts();
  await world.firefox.terminateBackground();
  expect(await world.firefox.backgroundState()).toBe('stopped');
}

/** Lets another download through: what was to be saved before it would be on the disk by then. */
async function saveAnother(name: string): Promise<void> {
  const address = serveFile(`/${name}`);
  await world.clickOn(`<a id="go" href="/${name}">go</a>`);
  await world.untilHeld(address);
  await world.go(address);
  await untilSaved(name);
}

async function untilSaved(name: string): Promise<void> {
  const stem = name.replace(/\.bin$/, '');
  await expect.poll(() => contentsOf(stem), PATIENCE).toEqual([BODY.toString()]);
  expect(await namesLike(stem)).toEqual([name]);
}

async function namesLike(stem: string): Promise<string[]> {
  return (await world.firefox.downloadedNames()).filter((name) => name.startsWith(stem));
}

async function contentsOf(stem: string): Promise<string[]> {
  const names = await namesLike(stem);
  return Promise.all(names.map((name) => readFile(join(world.firefox.downloadsDir, name), 'utf8')));
}
