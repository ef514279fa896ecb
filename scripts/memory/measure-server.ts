import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import * as v from 'valibot';
import { type StartedScanner, startScanner } from '../scanner/start-scanner.ts';
import { startPart } from '../tools/start-part.ts';
import type { Measurement } from './measurement.ts';
import { occupyScanner } from './occupy-scanner.ts';
import { createPeakMemory } from './peak-memory.ts';
import { toMegabytes } from './to-megabytes.ts';
import { uploadLarge } from './upload-large.ts';

/** The largest file of the API, and what the scanner may take of memory to have it on disk. In bytes. */
const LARGEST = 500_000_000;
const MOST_MEMORY = 300_000_000;
const POLL_MS = 100;
const ANSWER_TIMEOUT_MS = 30_000;
/** The engine gives up long before. */
const VERDICT_TIMEOUT_MS = 300_000;

const Submitted = v.pipe(v.string(), v.parseJson(), v.object({ scan_id: v.number() }));
const Polled = v.object({ finished_at: v.nullable(v.string()), verbose_verdict: v.nullable(v.string()) });
const Listed = v.object({ count: v.number() });

/**
 * Uploads the largest file and one that is a byte too large to a scanner of its own, and watches its memory.
 * @param parts end the scanner where the end comes before that of this
 */
export async function measureServer(parts: AsyncDisposableStack): Promise<Measurement[]> {
  const scanner = await startPart(parts, startScanner, ({ stop }) => stop());
  try {
    return [...(await measureLargest(scanner)), ...(await measureTooLarge(scanner))];
  } finally {
    await scanner.stop();
  }
}

async function measureLargest(scanner: StartedScanner): Promise<Measurement[]> {
  const memory = createPeakMemory(scanner.pid());
  using occupied = occupyScanner(scanner);
  await memory.forget();
  const before = await memory.read();
  const answer = await uploadLarge(scanner, LARGEST);
  const { scan_id } = v.parse(Submitted, answer.text);
  const peak = await memory.read();
  const onDisk = await bytesOnDisk(scanner);
  await memory.forget();
  occupied.dispose();
  const verdict = await untilVerdict(scanner, scan_id);
  return [
    told('server, at rest', toMegabytes(before)),
    {
      what: 'server, peak until 500,000,000 bytes were on disk and answered',
      value: toMegabytes(peak),
      expected: `under ${toMegabytes(MOST_MEMORY)}`,
      ok: peak < MOST_MEMORY,
    },
    {
      what: 'bytes on disk at that time, which no engine had read',
      value: String(onDisk),
      expected: String(LARGEST),
      ok: onDisk === LARGEST,
    },
    told('server, peak during the run of the engine', toMegabytes(await memory.read())),
    { what: 'verdict', value: String(verdict), expected: 'a verdict', ok: verdict !== null },
  ];
}

async function measureTooLarge(scanner: StartedScanner): Promise<Measurement[]> {
  const rows = await countScans(scanner);
  const { status } = await uploadLarge(scanner, LARGEST + 1);
  const added = (await countScans(scanner)) - rows;
  const left = await bytesOnDisk(scanner);
  return [
    { what: 'answer to 500,000,001 bytes', value: String(status), expected: '413', ok: status === 413 },
    {
      what: 'left of it',
      value: `${left} bytes, ${added} scans`,
      expected: '0 bytes, 0 scans',
      ok: left === 0 && added === 0,
    },
  ];
}

function told(what: string, value: string): Measurement {
  return { what, value, expected: '', ok: true };
}

async function untilVerdict(scanner: StartedScanner, id: number): Promise<string | null> {
  const deadline = Date.now() + VERDICT_TIMEOUT_MS;
  for (;;) {
    const scan = v.parse(Polled, await get(scanner, `/api/v1/scans/list/${id}/`));
    if (scan.finished_at) return scan.verbose_verdict;
    if (Date.now() > deadline)
      throw new Error(`The scan had no verdict after ${VERDICT_TIMEOUT_MS / 1_000} s.`);
    await pause(POLL_MS);
  }
}

async function countScans(scanner: StartedScanner): Promise<number> {
  return v.parse(Listed, await get(scanner, '/api/v1/scans/list/')).count;
}

async function get({ url, token }: StartedScanner, path: string): Promise<unknown> {
  const headers = { authorization: `Token ${token}` };
  const response = await fetch(url + path, { headers, signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) });
  if (!response.ok) throw new Error(`The scanner answered ${response.status} ${await response.text()}`);
  return response.json();
}

/** The largest file in the scanner's folder of samples. */
async function bytesOnDisk({ dataDir }: StartedScanner): Promise<number> {
  const folder = join(dataDir, 'samples');
  const sizes = (await readdir(folder)).map(async (name) => (await stat(join(folder, name))).size);
  return Math.max(0, ...(await Promise.all(sizes)));
}
