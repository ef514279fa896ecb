import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { makeEicar } from '../../../server/samples/make-eicar.ts';
import { startTestServer, type TestServer, TOKEN } from '../server/test-server.ts';

const EXAMPLE = fileURLToPath(new URL('../../../examples/node/scan.ts', import.meta.url));

let server: TestServer;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-example-'));
  server = await startTestServer({ maxBytes: 1_000_000, samples: true });
});

afterEach(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Runs the example as a person would, to its end. */
async function run(...args: string[]) {
  const child = spawn(process.execPath, [EXAMPLE, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
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
  ['a token that is not right', ['--token', 'wrong'], /^unauthorized \(HTTP 401\)/],
  ['an address that is no scanner', ['--url', 'SERVER/samples'], /^wrong-address \(HTTP 404\)/],
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
  expect({ code, stderr }).toEqual({ code: 2, stderr: 'connection-refused\n' });
});

test('a file that the server finds too large', async () => {
  const { code, stderr } = await run(...connection(), await aFile('large.bin', new Uint8Array(1_000_001)));
  expect(code).toBe(2);
  expect(stderr).toMatch(/^(too-large \(HTTP 413\)|connection-lost)/);
});

test('a verdict that does not come in time', async () => {
  const path = await aFile('harmless.txt', 'Hello.');
  const { code, stderr } = await run(...connection(), '--deadline', '0', path);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^Scan \d+ runs\.\nno-verdict/);
});

test.each([[[]], [['--deadline', 'soon', 'x']], [['a', 'b']]])(
  '%j is answered by the usage',
  async (args) => {
    const { code, stderr } = await run(...connection(), ...args);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^Usage: node/);
  },
);
