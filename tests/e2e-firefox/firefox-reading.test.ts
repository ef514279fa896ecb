import { afterAll, beforeAll, expect, it } from 'vitest';
import { type GateWorld, startGateWorld } from './gate-world.ts';

const PATIENCE = { timeout: 30_000, interval: 50 };
const BINARY = Buffer.from('MZ\x90\0\x03\0\0\0\x04', 'latin1');

const parts = new AsyncDisposableStack();
let world: GateWorld;
beforeAll(async () => {
  world = await startGateWorld(parts);
});
afterAll(() => parts.disposeAsync());

/** Names that are written in every way, fair and foul, and need no mending by the browser. */
const HEADERS = [
  'attachment',
  'attachment; filename=plain.exe',
  'attachment; filename="with space.exe"',
  'attachment; filename=bare space.exe',
  'attachment; filename="not closed.exe',
  'attachment; FileName = "spaced.exe" ; size=3',
  'attachment; filename="semi;colon.exe"',
  'attachment; filename="first.exe"; filename="second.txt"',
  `attachment; filename="plain.txt"; filename*=UTF-8''star.exe`,
  `attachment; filename*=UTF-8''%E2%98%82.exe`,
  `attachment; filename*=iso-8859-1'en'%A3.exe`,
  `attachment; filename*=UTF-8''%ZZ.exe; filename="fallback.txt"`,
  'attachment; filename*0="set"; filename*1="up.exe"',
  `attachment; filename*0*=UTF-8''s%20et; filename*1="up.exe"`,
  'attachment; filename="se%74up.exe"',
  'attachment; filename="=?UTF-8?B?c2V0dXAuZXhl?="',
  'attachment; filename="=?utf-8?Q?setup=2Eexe?="',
  'attachment; filename="naïve ☂.exe"',
  'filename="no word.exe"',
];

it.each(HEADERS)('reads the name in %j as the browser does', async (header) => {
  const path = `/${HEADERS.indexOf(header)}/address.txt`;
  const address = world.site.serve(path, {
    headers: {
      'content-type': 'application/octet-stream',
      'content-disposition': Buffer.from(header).toString('latin1'),
    },
    body: BINARY,
  });
  await world.clickOn(`<a id="go" href="${path}">go</a>`);
  const { name } = await world.untilHeld(address);
  await world.go(address);
  await expect.poll(() => world.createdOf(address), PATIENCE).toHaveLength(1);
  const [created] = await world.createdOf(address);
  // A number is added where there is a file of that name already.
  expect(
    created?.path
      .split(/[\\/]/)
      .at(-1)
      ?.replace(/\(\d+\)(?=\.)/, ''),
  ).toBe(name);
});

const ANSWERS = [
  ...['text/html', 'application/xhtml+xml', 'text/xml', 'application/xml', 'image/svg+xml'],
  ...['text/css', 'text/javascript', 'application/json', 'text/json', 'text/x-python', 'text/markdown'],
  ...['image/png', 'image/webp', 'image/avif', 'application/http-index-format', 'text/html; charset=utf-8'],
  ...['text/csv', 'text/calendar', 'text/vcard', 'text/rtf', 'text/tab-separated-values', 'image/tiff'],
  ...['application/zip', 'APPLICATION/ZIP', 'application/x-msdownload', 'application/msword'],
  ...['application/ld+json', 'application/rss+xml', 'application/wasm', 'application/x-sh', 'image/heic'],
  ...['application/octet-stream', 'application/force-download', 'unknown/unknown', 'message/rfc822'],
  ...['text/plain', 'text/plain; charset=UTF-8', 'text/plain; charset=utf-8', '*/*', 'garbage', ''],
];

it.each(ANSWERS)('holds an answer of type %j where the browser saves it, and only there', async (type) => {
  const path = `/${ANSWERS.indexOf(type)}.exe`;
  const headers = type === '' ? {} : { 'content-type': type };
  const address = world.site.serve(path, { headers, body: BINARY });
  await world.page.goto(world.site.servePage('<p>Nothing</p>'));
  await world.page.evaluate((src) => {
    const frame = document.createElement('iframe');
    frame.addEventListener('load', () => document.body.classList.add('shown'));
    frame.src = src;
    document.body.append(frame);
  }, address);
  const isShown = () => world.page.evaluate(() => document.body.classList.contains('shown'));
  const isHeld = async () => (await world.facts()).held.some(({ addresses }) => addresses[0] === address);
  const isCreated = async () => (await world.createdOf(address)).length > 0;
  await expect
    .poll(async () => (await isShown()) || (await isHeld()) || (await isCreated()), PATIENCE)
    .toBe(true);
  const wasHeld = await isHeld();
  expect(await isCreated()).toBe(false);
  if (!wasHeld) return;
  await world.go(address);
  await expect.poll(isCreated, PATIENCE).toBe(true);
});
