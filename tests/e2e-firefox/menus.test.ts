import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { makeEicar } from '../../server/samples/make-eicar.ts';
import { type ConnectedFirefox, startConnected } from './connected-firefox.ts';
import { type DownloadSite, startDownloadSite } from './download-site.ts';
import { chooseInMenu, clickNotice, enterInAddressBar, OWN_NOTICES, readNotices } from './firefox-window.ts';
import { makeTestFolder, type TestFirefox } from './launch-for-test.ts';

const PATIENCE = { timeout: 60_000, interval: 100 };

// A browser takes seconds to start: it serves all tests of this file, each with addresses of its own.
const parts = new AsyncDisposableStack();
let world: ConnectedFirefox;
let site: DownloadSite;
beforeAll(async () => {
  site = await startDownloadSite();
  parts.defer(() => site.close());
  world = await startConnected(parts, OWN_NOTICES);
});
afterAll(() => parts.disposeAsync());

it('scans what an entry of the menu names: a link, a picture, a video, a sound', async () => {
  const address = (name: string) => sample(name, 'menu');
  const page = await openSite(`
    <a id="link" href="${address('infected.zip')}"><img id="picture" src="${address('eicar.com')}"></a>
    <video id="video" src="${address('harmless.pdf')}"></video>
    <audio id="sound" controls src="${address('harmless.zip')}"></audio>
    <style>img, video, audio { display: block; width: 300px; height: 100px; background: silver }</style>`);
  await chooseInMenu(world.firefox, page, '#picture', 'Scan this link');
  await chooseInMenu(world.firefox, page, '#picture', 'Scan this image');
  await chooseInMenu(world.firefox, page, '#video', 'Scan this video');
  await chooseInMenu(world.firefox, page, '#sound', 'Scan this audio');
  await expect
    .poll(() => verdictsOf('menu'), PATIENCE)
    .toEqual({
      'infected.zip': 'malicious',
      'eicar.com': 'malicious',
      'harmless.pdf': 'clean',
      'harmless.zip': 'clean',
    });
});

it('scans the links in a selection, and no others', async () => {
  const page = await openSite(`
    <p><a href="${sample('eicar.com', 'selection')}">Not this one</a></p>
    <p id="chosen">These: <a href="${sample('harmless.zip', 'selection')}">one</a>,
      <a href="${sample('infected.zip', 'selection')}">another</a></p>`);
  await page.evaluate(() => getSelection()?.selectAllChildren(document.querySelector('#chosen') ?? document));
  await chooseInMenu(world.firefox, page, '#chosen a', 'Scan all links in the selection');
  await expect
    .poll(() => verdictsOf('selection'), PATIENCE)
    .toEqual({ 'harmless.zip': 'clean', 'infected.zip': 'malicious' });
});

it('lists the links of a page, and scans those that are chosen', async () => {
  const page = await openSite(`
    <h1 id="here">Downloads</h1>
    <p><a href="${sample('eicar.com', 'page')}">Tool</a> <a href="${sample('harmless.pdf', 'page')}">Paper</a></p>`);
  await chooseInMenu(world.firefox, page, '#here', 'Scan links of this page…');
  const list = await untilOpened(world.firefox, 'links.html');
  const rows = () => list.evaluate(() => document.querySelectorAll('li').length);
  await expect.poll(rows, PATIENCE).toBe(2);
  // Both are chosen at first, since both lead to files.
  await list.click('li:last-child input');
  await list.click('[type=submit]');
  await expect.poll(() => verdictsOf('page'), PATIENCE).toEqual({ 'eicar.com': 'malicious' });
});

it('scans what is typed after the keyword in the address bar, and shows it', async () => {
  await openSite('');
  await enterInAddressBar(world.firefox, 'scan', sample('harmless.pdf', 'keyword'));
  const opened = await untilOpened(world.firefox, 'history.html#scan=');
  await expect.poll(() => verdictsOf('keyword'), PATIENCE).toEqual({ 'harmless.pdf': 'clean' });
  await opened.close();
});

it('“Scan, then save” saves what is clean, and nothing else', async () => {
  const page = await openSite(`
    <p><a id="bad" href="${sample('eicar.com', 'save')}">Tool</a></p>
    <p><a id="good" href="${sample('harmless.pdf', 'save')}">Paper</a></p>`);
  await chooseInMenu(world.firefox, page, '#bad', 'Scan, then save');
  await chooseInMenu(world.firefox, page, '#good', 'Scan, then save');
  await expect
    .poll(() => rowsOf('save'), PATIENCE)
    .toEqual([
      expect.objectContaining({ name: 'harmless.pdf', hold: 'released' }),
      expect.objectContaining({ name: 'eicar.com', verdict: 'malicious', hold: 'removed' }),
    ]);
  expect(await world.firefox.downloadedNames()).toEqual(['harmless.pdf']);
});

it('scans a chosen file by its bytes', async () => {
  const own = new AsyncDisposableStack();
  onTestFinished(() => own.disposeAsync());
  const path = join(await makeTestFolder(own), 'invoice-of-bytes.com');
  await writeFile(path, makeEicar());
  const before = world.gate.requests.length;
  await world.popup.chooseFiles('input[type=file]', [path]);
  await expect
    .poll(() => rowsOf('invoice-of-bytes'), PATIENCE)
    .toEqual([expect.objectContaining({ name: 'invoice-of-bytes.com', verdict: 'malicious' })]);
  const posted = world.gate.requests.slice(before).filter(({ method }) => method === 'POST');
  expect(posted.map(({ path }) => path)).toEqual(['/api/v1/files/']);
  expect(posted[0]?.headers['content-type']).toMatch(/^multipart\/form-data/);
});

it('tells of a verdict in a notification, which leads to the details', async () => {
  // Of its own: where many have come before, they are told of together.
  const own = new AsyncDisposableStack();
  onTestFinished(() => own.disposeAsync());
  const { firefox, scanner } = await startConnected(own, OWN_NOTICES);
  const page = await firefox.openPage(`${scanner.url}/samples/`);
  await chooseInMenu(firefox, page, '#sample-eicar', 'Scan this link');
  const told = async () => (await readNotices(firefox)).map(({ title }) => title);
  await expect.poll(told, PATIENCE).toEqual(['Malicious: eicar.com']);
  await clickNotice(firefox, 'Malicious: eicar.com');
  const details = await untilOpened(firefox, 'history.html#scan=');
  const text = () => details.evaluate(() => document.body.textContent);
  await expect.poll(text, PATIENCE).toContain('The scanner found it harmful.');
});

/** A page of a web site with this body, in a tab in front. */
async function openSite(html: string) {
  const page = await world.firefox.openPage(site.servePage(html));
  onTestFinished(() => page.close());
  return page;
}

/** The extension's page whose address begins so, once it is opened. */
function untilOpened({ findPage, extensionUrl }: TestFirefox, beginning: string) {
  return vi.waitFor(async () => {
    const page = await findPage(extensionUrl(beginning));
    if (page === undefined) throw new Error(`Nobody opens ${beginning}.`);
    return page;
  }, PATIENCE);
}

/** Address of a sample, with a mark by which its scans are told from those of other tests. */
function sample(name: string, mark: string): string {
  return `${world.scanner.url}/samples/${name}?of=${mark}`;
}

/** The popup's rows whose name or address has a mark in it, the newest first. */
function rowsOf(mark: string) {
  return world.popup.evaluate((wanted) => {
    const rows = [...document.querySelectorAll<HTMLElement>('.row')].map((row) => ({
      name: row.querySelector('.name')?.textContent ?? '',
      address: row.querySelector('.name')?.getAttribute('title') ?? '',
      verdict: row.dataset.verdict ?? '',
      hold: row.dataset.hold ?? '',
    }));
    return rows.filter(({ name, address }) => `${name} ${address}`.includes(wanted));
  }, mark);
}

/** The verdicts of the scans with a mark, by their names. */
async function verdictsOf(mark: string): Promise<Record<string, string>> {
  const rows = await rowsOf(`?of=${mark}`);
  return Object.fromEntries(rows.map(({ name, verdict }) => [name, verdict]));
}
