import { expect, it, onTestFinished } from 'vitest';
import { startTestServer } from './test-server.ts';

// In a file, and so in a process, of its own: the bound holds for all that follows in it.
it('a sample too large for the memory of an engine ends without a verdict, and the next one is scanned', async () => {
  const server = await startTestServer({ wasmMemoryMb: 64 });
  onTestFinished(server.stop);
  const scan = await server.scanFile(Buffer.alloc(70_000_000, 'text '), 'large.txt');
  expect(scan).toMatchObject({ verbose_verdict: null, scan_engines: [] });
  expect(scan.evidence).toMatchObject([
    { name: 'engine_failed', verdict: null, data: { engine: 'yara-x', cause: 'scan_failed', attempts: 2 } },
  ]);
  expect((await server.scanFile(Buffer.from('fine'), 'x.txt')).verbose_verdict).toBe('CLN');
});
