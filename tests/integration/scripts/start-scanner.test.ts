import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { expect, it, onTestFinished, vi } from 'vitest';
import { startScanner } from '../../../scripts/scanner/start-scanner.ts';

it('starts on loopback, asks for its token, keeps its address over a restart, and ends', async () => {
  const scanner = await startScanner({ samples: true });
  onTestFinished(scanner.stop);
  expect(scanner.url).toMatch(/^http:\/\/127\.0\.0\.1:2\d{4}$/);
  expect(await statusOf(scanner.url, scanner.token)).toBe(200);
  expect(await statusOf(scanner.url, 'wrong')).toBe(401);
  await scanner.restart();
  expect(await statusOf(scanner.url, scanner.token)).toBe(200);
  await scanner.stop();
  await expect(statusOf(scanner.url, scanner.token)).rejects.toThrow();
});

it('ends with the process that started it, even where that is killed', async () => {
  const module = new URL('../../../scripts/scanner/start-scanner.ts', import.meta.url).href;
  const code = `
    const { startScanner } = await import(${JSON.stringify(module)});
    const { url, token, dataDir } = await startScanner();
    console.log(JSON.stringify({ url, token, dataDir }));
    setInterval(() => {}, 1000);
  `;
  const parent = spawn(process.execPath, ['--input-type=module', '--eval', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void parent.kill('SIGKILL'));
  const { value } = await createInterface({ input: parent.stdout })[Symbol.asyncIterator]().next();
  const { url, token, dataDir } = JSON.parse(String(value));
  expect(await statusOf(url, token)).toBe(200);
  parent.kill('SIGKILL');
  await once(parent, 'exit');
  await vi.waitFor(() => expect(statusOf(url, token)).rejects.toThrow(), { timeout: 30_000 });
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

async function statusOf(url: string, token: string): Promise<number> {
  const { status } = await fetch(`${url}/api/v1/scans/list/`, {
    headers: { Authorization: `Token ${token}` },
  });
  return status;
}
