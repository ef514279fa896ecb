import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from '@playwright/test';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { ensureBrowser } from '../../../scripts/browser/ensure-browser.ts';
import type { UploadReport } from '../../fixtures/api/browser-client.ts';
import {
  type Answer,
  body,
  cut,
  endless,
  type HostileServer,
  hangUp,
  html,
  json,
  redirect,
  silence,
  stalled,
  startHostileServer,
} from '../../fixtures/api/hostile-server.ts';

// The upload with progress needs XMLHttpRequest, so it is tried where that is real: in a page of a browser.

const ENTRY = fileURLToPath(new URL('../../fixtures/api/browser-client.ts', import.meta.url));
const TOKEN = 'secret-token';
const HEAD_PATH = '/head-arrived';

let script: string;
let browser: Browser;
let page: Page;
let server: HostileServer;
let onHead: () => void;

beforeAll(async () => {
  script = await bundle();
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  browser = await chromium.launch({ executablePath: ensureBrowser().path, args });
}, 120_000);

afterAll(() => browser?.close());

beforeEach(async () => {
  server = await startHostileServer();
  server.answerWith(html(200));
  onHead = () => {};
  page = await browser.newPage();
  await page.goto(server.address);
  await page.addScriptTag({ content: script });
  await reportHeads();
});

afterEach(async () => {
  await page.close();
  await server.close();
});

/** The client as one classic script. */
async function bundle(): Promise<string> {
  const lib = { entry: ENTRY, formats: ['iife' as const], name: 'client' };
  const built = await build({ configFile: false, logLevel: 'silent', build: { lib, write: false } });
  const outputs = (Array.isArray(built) ? built : [built]).flatMap((each) =>
    'output' in each ? each.output : [],
  );
  const code = outputs.find((output) => output.type === 'chunk')?.code;
  if (code === undefined) throw new Error('The client could not be bundled.');
  return code;
}

/** What arrived of uploads: the browser also asks for an icon when it likes. */
const uploads = () => server.seen.filter(({ url }) => url === '/api/v1/files/');

/**
 * Has the page say when it has the head of an answer. A browser that learns of the head and of the break at once tells
 * `XMLHttpRequest` of the break alone.
 */
async function reportHeads(): Promise<void> {
  await page.evaluate((path) => {
    const send = XMLHttpRequest.prototype.send;
    XMLHttpRequest.prototype.send = function (body) {
      this.addEventListener('readystatechange', () => {
        if (this.readyState === XMLHttpRequest.HEADERS_RECEIVED) void fetch(path).catch(() => {});
      });
      send.call(this, body);
    };
  }, HEAD_PATH);
}

/** Promises more than it sends, and breaks off once the page has the head of it. */
function cutAfterHead(status: number, content: string): Answer {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write(content);
    onHead = () => response.destroy();
  };
}

/** Uploads from the page; the files service answers so, its list always. */
async function upload(
  answer: Answer,
  size: number,
  options: { timeoutMs?: number; abortAfter?: number; isSilent?: boolean } = {},
) {
  server.answerWith((response, request) => {
    const isUpload = request.url === '/api/v1/files/';
    if (request.url === HEAD_PATH) onHead();
    (isUpload ? answer : json(200, { results: [] }))(response, request);
  });
  const call = `upload(${JSON.stringify(server.address)}, '${TOKEN}', ${size}, ${JSON.stringify(options)})`;
  return await page.evaluate<UploadReport>(call);
}

test('progress is told as it goes, up to the end', async () => {
  const size = 30_000_000;
  const { scanId, progress } = await upload(json(200, { scan_id: 7 }), size);
  expect(scanId).toBe(7);
  expect(progress.length).toBeGreaterThan(0);
  expect(progress.map(({ sent }) => sent)).toEqual(
    progress.map(({ sent }) => sent).toSorted((a, b) => a - b),
  );
  const { sent, total } = progress.at(-1) ?? {};
  expect(sent).toBe(total);
  expect(total).toBeGreaterThanOrEqual(size);
  const [request] = uploads();
  expect(request).toMatchObject({ method: 'POST', url: '/api/v1/files/' });
  expect(request?.headers.authorization).toBe(`Token ${TOKEN}`);
  expect(request?.headers['content-length']).toBe(String(total));
  expect(request?.body.slice(0, 300)).toContain('filename="zeros.bin"');
});

test('without progress it goes through fetch, the same', async () => {
  const size = 30_000_000;
  const { scanId, progress } = await upload(json(200, { scan_id: 7 }), size, { isSilent: true });
  expect({ scanId, progress }).toEqual({ scanId: 7, progress: [] });
  expect(Number(uploads()[0]?.headers['content-length'])).toBeGreaterThan(size);
  expect(uploads()[0]?.headers.authorization).toBe(`Token ${TOKEN}`);
  expect(uploads()[0]?.body.slice(0, 300)).toContain('filename="zeros.bin"');
});

test('fetch does not follow a redirect, and neither does the file', async () => {
  const other = await startHostileServer();
  onTestFinished(() => other.close());
  const answer = redirect(307, `${other.address}/api/v1/files/`);
  expect((await upload(answer, 1_000, { isSilent: true })).problem).toBe('redirected');
  expect(other.seen).toEqual([]);
});

test.each([
  ['by hanging up', hangUp, 'connection-lost'],
  ['half an answer', cut(200, '{"scan_id": 47'), 'cut-answer'],
] as const)('fetch, and a server that answers %s', async (_what, answer, problem) => {
  expect((await upload(answer, 1_000, { isSilent: true })).problem).toBe(problem);
});

test.each([
  ['a web page', html(200), 'web-page'],
  ['nothing', body(200, ''), 'empty-answer'],
  ['nothing and says so', body(204, ''), 'empty-answer'],
  ['half an answer', cutAfterHead(200, '{"scan_id": 47'), 'cut-answer'],
  ['without an end', endless(200), 'answer-too-long'],
  ['other JSON', json(200, { hello: 'world' }), 'unexpected-answer'],
  ['a refusal of the token', json(401, { detail: 'No.' }), 'unauthorized'],
  ['half a refusal of the token', cutAfterHead(401, '{"det'), 'unauthorized'],
  ['a refusal without an end', endless(403), 'forbidden'],
  ['a refusal of the size', html(413), 'too-large'],
  ['a failure', json(503, {}), 'server-error'],
  ['a status that there is not', json(600, {}), 'server-error'],
  ['half of a status that there is not', cutAfterHead(600, '{"det'), 'server-error'],
  ['the last status that can be written', body(999, ''), 'server-error'],
  ['by hanging up', hangUp, 'connection-lost'],
] as const)('a server that answers %s', async (_what, answer, problem) => {
  expect((await upload(answer, 1_000)).problem).toBe(problem);
});

test('a server that answers nothing', async () => {
  // A part of a second, and as much more for the bytes as they would take at 100 kB/s.
  expect((await upload(silence, 1_000, { timeoutMs: 150 })).problem).toBe('timed-out');
});

test('a server that begins to refuse and goes silent has refused all the same', async () => {
  expect((await upload(stalled(401), 1_000, { timeoutMs: 5_000 })).problem).toBe('unauthorized');
});

test('a server that is gone', async () => {
  await server.close();
  expect((await upload(silence, 1_000)).problem).toBe('unreachable');
});

test('a signal ends it', async () => {
  const { problem } = await upload(silence, 1_000, { abortAfter: 1 });
  expect(problem).toBe('no longer wanted');
});

test.each([302, 307, 308])(
  'the answer of another host after a redirect by %d is not taken',
  async (status) => {
    const other = await startHostileServer();
    onTestFinished(() => other.close());
    // As an extension may do it, which is allowed to read from every host.
    const allowed = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' };
    other.answerWith(json(200, { scan_id: 666 }, allowed));
    const { problem, scanId } = await upload(redirect(status, `${other.address}/api/v1/files/`), 1_000);
    expect(scanId).toBeUndefined();
    expect(problem).toBe('redirected');
    expect(other.seen.filter(({ headers }) => 'authorization' in headers)).toEqual([]);
    expect(JSON.stringify(other.seen)).not.toContain(TOKEN);
  },
);
