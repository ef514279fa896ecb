import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { makeEicar } from '../../../server/samples/make-eicar.ts';
import { type Answer, byPath, json, startHostileServer } from '../../fixtures/api/hostile-server.ts';
import { startTestServer, type TestServer, TOKEN } from '../server/test-server.ts';

const EXAMPLE = fileURLToPath(new URL('../../../examples/node/scan.ts', import.meta.url));

let server: TestServer;
let folder: string;

beforeAll(async () => {
  server = await startTestServer({ maxBytes: 1_000_000, samples: true });
});

afterAll(() => server.stop());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-example-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** Runs the example as a person would, to its end. */
async function run(...args: string[]) {
  const child = spawn(process.execPath, [EXAMPLE, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // One that the caller of the tests has set must not stand in for one that is missing.
    env: { ...process.env, SLUICE_TOKEN: '' },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { code, stdout, stderr };
}

const connection = (token = TOKEN) => ['--url', server.url, '--token', token];

async function aFile(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

test('a harmless file is clean', async () => {
  const path = await aFile('harmless.txt', 'Hello.');
  expect(await run(...connection(), path)).toMatchObject({ code: 0, stdout: `clean  ${path}\n` });
});

test('a test virus is not, and it says why', async () => {
  const path = await aFile('virus.com', makeEicar());
  const { code, stdout } = await run(...connection(), path);
  expect(code).toBe(1);
  expect(stdout).toMatch(/^malicious {2}.*virus\.com\n {2}\S+.*: .+\n/);
});

test('a link is fetched by the server', async () => {
  const { code, stdout } = await run(...connection(), `${server.url}/samples/`);
  expect({ code, stdout }).toEqual({ code: 0, stdout: `clean  ${server.url}/samples/\n` });
});

test.each([
  [
    'a token that is not right',
    ['--token', 'wrong'],
    /^The server does not accept the token\. Check --token\. \[unauthorized, HTTP 401\]/,
  ],
  [
    'an address that is no scanner',
    ['--url', 'SERVER/samples'],
    /^No scanner answers .* Check --url\. \[wrong-address, HTTP 404\]/,
  ],
])('%s', async (_what, args, message) => {
  const path = await aFile('harmless.txt', 'Hello.');
  const last = args.map((value) => value.replace('SERVER', server.url));
  const { code, stderr, stdout } = await run(...connection(), ...last, path);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(message);
});

test('a server that is not there', async () => {
  const gone = await startTestServer();
  await gone.stop();
  const { code, stderr } = await run(
    '--url',
    gone.url,
    '--token',
    TOKEN,
    await aFile('harmless.txt', 'Hello.'),
  );
  expect(code).toBe(2);
  expect(stderr).toMatch(/^Nothing listens .* \[connection-refused\]\n$/);
});

test('a file that the server finds too large', async () => {
  const { code, stderr } = await run(...connection(), await aFile('large.bin', new Uint8Array(1_000_001)));
  expect(code).toBe(2);
  expect(stderr).toMatch(/\[(too-large, HTTP 413|connection-lost)\]/);
});

test('a verdict that does not come in time', async () => {
  const path = await aFile('harmless.txt', 'Hello.');
  const { code, stderr } = await run(...connection(), '--deadline', '0', path);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^Scan \d+ runs\.\nNo verdict came in time\. .* \[no-verdict\]\n$/);
});

/** Runs the example against a server that takes every file as scan 4 and answers so when it is asked for it. */
async function runAgainst(answer: Answer, path: string) {
  const hostile = await startHostileServer();
  onTestFinished(() => hostile.close());
  hostile.answerWith(
    byPath({ '/api/v1/files/': json(200, { scan_id: 4 }), '/api/v1/scans/list/4/': answer }),
  );
  return run('--url', hostile.address, '--token', 't', path);
}

test.each([
  ['CLN', 0, 'clean'],
  ['SUS', 1, 'suspicious'],
  ['NEW', 2, 'unknown'],
  [null, 2, 'unknown'],
])('a scan that ends with the code %j ends the program with %d', async (verbose_verdict, code, verdict) => {
  const path = await aFile('harmless.txt', 'Hello.');
  const scan = { id: 4, finished_at: '2026-11-02T09:00:00Z', verbose_verdict };
  expect(await runAgainst(json(200, scan), path)).toMatchObject({ code, stdout: `${verdict}  ${path}\n` });
});

test.each([
  ['a folder', () => folder, 'is no file. Give a file, or a link.'],
  ['a file that is not there', () => join(folder, 'nothing'), 'is not there, or you may not look at it.'],
])('%s is named', async (_what, path, words) => {
  const { code, stderr, stdout } = await run(...connection(), path());
  expect({ code, stderr, stdout }).toEqual({ code: 2, stderr: `${path()} ${words}\n`, stdout: '' });
});

test.each([
  ['no token', ['--url', 'http://a.example', 'x'], /^--token is missing\./],
  ['an empty token', ['--url', 'http://a.example', '--token', '', 'x'], /^--token is missing\./],
  ['no address', ['--token', 't', 'x'], /^--url is missing\./],
  [
    'an address without a scheme',
    ['--url', '127.0.0.1:8080', '--token', 't', 'x'],
    /http:\/\/ or https:\/\//,
  ],
  ['an address of no host', ['--url', 'http://', '--token', 't', 'x'], /^--url http:\/\/ is no address\./],
  [
    'a deadline that is none',
    ['--url', 'http://a.example', '--token', 't', '--deadline', 'soon', 'x'],
    /^--deadline soon is no number of seconds\./,
  ],
  ['an option that is not known', ['--tokne', 't', 'x'], /--tokne/],
])('%s is answered by a sentence', async (_what, args, message) => {
  const { code, stderr } = await run(...args);
  expect(code).toBe(2);
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/\n\s+at /);
});

test.each([[[]], [['a', 'b']]])('%j is answered by the usage', async (args) => {
  const { code, stderr } = await run(...connection(), ...args);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^Usage: npx node/);
});
