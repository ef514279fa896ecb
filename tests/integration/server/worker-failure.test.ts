import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from './test-server.ts';

const workerUrl = new URL('../../fixtures/server/failing-worker.ts', import.meta.url);
let server: TestServer;
beforeAll(async () => {
  // Long enough for a worker that does its work on a busy machine: most of these scans have to end well.
  server = await startTestServer({ workerUrl, scanTimeoutMs: 5_000, workers: 2, workerHeapMb: 32 });
});
afterAll(() => server.stop());

const scanText = (text: string) => server.scanFile(Buffer.from(text), 'x.txt');

it('a worker that has looked at many files is replaced', async () => {
  const first = await scanText('fine');
  expect((await scanText('fine')).sample_file_type).toBe(first.sample_file_type);
  expect((await scanText('spent')).verbose_verdict).toBe('CLN');
  expect((await scanText('fine')).sample_file_type).not.toBe(first.sample_file_type);
});

describe('a worker that fails', () => {
  it.each(['crash once', 'exit once', 'hang once', 'throw once', 'heap-full once', 'wasm-abort once'])(
    'with %s is replaced and the scan ends well',
    async (text) => {
      expect((await scanText(text)).verbose_verdict).toBe('CLN');
    },
  );

  it.each([
    ['crash', 'worker_crashed'],
    ['exit', 'worker_crashed'],
    ['hang', 'worker_timeout'],
    ['throw', 'scan_failed'],
    ['heap-full', 'worker_out_of_memory'],
    ['buffers-full', 'worker_crashed'],
    ['wasm-full', 'worker_crashed'],
    ['wasm-abort', 'worker_crashed'],
  ])(
    'with %s each time ends the scan without a verdict, and the next one is scanned',
    async (text, cause) => {
      const scan = await scanText(text);
      expect(scan).toMatchObject({ verbose_verdict: null, scan_engines: [] });
      expect(scan.evidence).toMatchObject([
        { name: 'engine_failed', category: 'not_scanned', verdict: null, data: { cause, attempts: 2 } },
      ]);
      expect((await scanText('fine')).verbose_verdict).toBe('CLN');
    },
  );
});

it.each(['spin', 'wasm-spin'])(
  'a worker that does %s for ever is ended, and its scan with it',
  async (text) => {
    const busy = await startTestServer({ workerUrl, scanTimeoutMs: 500 });
    try {
      const scan = await busy.scanFile(Buffer.from(text), 'x.txt');
      expect(scan.evidence).toMatchObject([
        { name: 'engine_failed', data: { cause: 'worker_timeout', attempts: 2 } },
      ]);
    } finally {
      await busy.stop();
    }
  },
);

it('the real engine that runs out of time leaves the verdict open', async () => {
  const slow = await startTestServer({ scanTimeoutMs: 1 });
  try {
    const scan = await slow.scanFile(randomBytes(20_000_000), 'x.bin');
    expect(scan.evidence).toMatchObject([{ name: 'engine_failed', data: { cause: 'worker_timeout' } }]);
  } finally {
    await slow.stop();
  }
});
