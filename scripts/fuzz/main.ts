/** Scans broken archives and documents and looks whether anything gives way: `npm run fuzz`. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DEFAULT_CONFIG } from '../../server/config.ts';
import { createEnginePool } from '../../server/engines/engine-pool.ts';
import { limitWasmMemory } from '../../server/engines/limit-wasm-memory.ts';
import { readRuleSet } from '../../server/engines/rule-set.ts';
import { toMegabytes } from '../memory/to-megabytes.ts';
import { readOptions } from '../tools/read-options.ts';
import { refuseOptions } from '../tools/refuse-options.ts';
import { createRandom } from './create-random.ts';
import { type FuzzResult, fuzzFormat } from './fuzz-format.ts';
import { listFormats } from './list-formats.ts';
import { toFuzzTable } from './to-fuzz-table.ts';

const USAGE = 'npm run fuzz -- [--inputs N] [--seed S] [--formats zip,pdf] [--keep FOLDER]';
const options = readOptions(USAGE, {
  inputs: { type: 'string', default: '10000' },
  seed: { type: 'string', default: '1' },
  formats: { type: 'string', default: '' },
  keep: { type: 'string', default: join(tmpdir(), 'sluice-fuzz-faults') },
});
const [inputs, seed] = [Number(options.inputs), Number(options.seed)];
if (!Number.isInteger(inputs) || inputs < 1 || !Number.isInteger(seed))
  refuseOptions(USAGE, '--inputs takes a whole number from 1, --seed a whole number');
const wanted = options.formats.toLowerCase().split(',');
const formats = listFormats().filter(({ name }) =>
  wanted.some((start) => name.toLowerCase().startsWith(start)),
);
if (formats.length === 0)
  refuseOptions(USAGE, `--formats takes the beginnings of names in docs/detection.md`);

/** Finds what the sound files hold: what is suspicious or malicious was unpacked as far as that. */
const MARKER_RULES = fileURLToPath(new URL('../../tests/fixtures/server/detection-rules', import.meta.url));

const { wasmMemoryMb, workerUrl, workerHeapMb, unpack } = DEFAULT_CONFIG;
limitWasmMemory(wasmMemoryMb);
const pool = createEnginePool({
  workerUrl,
  size: 1,
  timeoutMs: DEFAULT_CONFIG.scanTimeoutMs,
  heapMb: workerHeapMb,
  setup: { rules: readRuleSet([MARKER_RULES]), limits: unpack },
});
await pool.start();
const workDir = await mkdtemp(join(tmpdir(), 'sluice-fuzz-'));
const results: FuzzResult[] = [];
try {
  for (const [index, format] of formats.entries()) {
    // A stream of numbers of its own, so that a format alone meets the same inputs as among all.
    const random = createRandom(seed * 1_000_003 + toNumber(format.name));
    // Rounded up, that no fewer are tried than asked for.
    const share = Math.ceil(inputs / formats.length);
    const result = await fuzzFormat(format, share, { pool, random, workDir, keepDir: options.keep });
    process.stderr.write(
      `${index + 1} of ${formats.length}: ${format.name}, ${toMegabytes(result.peakBytes)}\n`,
    );
    for (const fault of result.faults) process.stderr.write(`  ${fault}\n`);
    results.push(result);
  }
} finally {
  await pool.close();
  await rm(workDir, { recursive: true, force: true });
}
process.stdout.write(`${toFuzzTable(results)}\n`);
if (results.some(({ faults }) => faults.length > 0)) process.exitCode = 1;

function toNumber(name: string): number {
  return [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000_003, 7);
}
