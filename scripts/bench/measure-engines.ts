import { randomBytes } from 'node:crypto';
import { DEFAULT_CLAMAV } from '../../server/engines/clamav/clamav-config.ts';
import { createClamdClient } from '../../server/engines/clamav/clamd-client.ts';
import { makeEicar } from '../../server/samples/make-eicar.ts';
import { ensureClamd } from '../clamd/ensure-clamd.ts';
import { type StartedClamd, startClamd } from '../clamd/start-clamd.ts';
import { repeatBytes } from '../http/repeat-bytes.ts';
import { type StartedScanner, startScanner } from '../scanner/start-scanner.ts';
import type { Benchmark } from './benchmark.ts';
import { type Figure, type Figures, toFigure } from './figure.ts';
import { type MeasuredScans, measureScans, type Scan, toQuantile } from './measure-scans.ts';
import { scanUpload } from './scan-upload.ts';

/** Files of one size, so many for each run: one after another for the latency, then some at once for the rate. */
const SIZES = [
  { name: '10kb', size: 10_000, files: 20, atOnce: 8 },
  { name: '1mb', size: 1_000_000, files: 10, atOnce: 8 },
  { name: '100mb', size: 100_000_000, files: 1, atOnce: 2 },
] as const;

const CHUNK_BYTES = 262_144;

/**
 * The local scanner with YARA-X from POST to the end of the scan, and clamd alone from INSTREAM to its reply, side by
 * side on the same bytes; and the scanner's time as a multiple of clamd's. clamd has one signature.
 */
export const ENGINES: Benchmark = {
  name: 'engines',
  async run(_lab, { runs }) {
    await using own = new AsyncDisposableStack();
    const program = ensureClamd();
    if (program === undefined) throw new Error('Install clamd (Debian: "apt-get install clamav-daemon").');
    const clamd = await startClamd(program, {
      signatures: { 'Test.Eicar-1': makeEicar() },
      // It would know files again that it has seen, and these are all alike.
      conf: ['DisableCache yes'],
    });
    own.defer(clamd.stop);
    const scanner = await startScanner();
    own.defer(scanner.stop);
    const chunk = randomBytes(CHUNK_BYTES);
    const figures: Record<string, Figure> = {};
    for (const { name, size, files, atOnce } of SIZES) {
      const plan = { size, count: files * runs, together: files * runs, atOnce };
      const ours = await measureWarm(toScannerScan(scanner, chunk), plan);
      const theirs = await measureWarm(toClamdScan(clamd, chunk), plan);
      Object.assign(figures, toFigures(name, ours, theirs));
    }
    return figures;
  },
};

/** Whatever is loaded at first is not what is measured. */
async function measureWarm(scan: Scan, plan: Parameters<typeof measureScans>[1]): Promise<MeasuredScans> {
  await scan(plan.size);
  return measureScans(scan, plan);
}

export function toScannerScan(scanner: StartedScanner, chunk: Uint8Array): Scan {
  return (size) => scanUpload(scanner, size, chunk);
}

export function toClamdScan({ address }: StartedClamd, chunk: Uint8Array): Scan {
  const client = createClamdClient(address, DEFAULT_CLAMAV.limits);
  const stop = new AbortController().signal;
  return async (size) => {
    const { kind } = await client.scan(repeatBytes(size, chunk), stop);
    if (kind !== 'clean') throw new Error(`clamd answers ${kind}.`);
  };
}

function toFigures(name: string, ours: MeasuredScans, theirs: MeasuredScans): Figures {
  const [p50, p95] = [toQuantile(ours.took, 0.5), toQuantile(ours.took, 0.95)];
  const [clamd50, clamd95] = [toQuantile(theirs.took, 0.5), toQuantile(theirs.took, 0.95)];
  return {
    [`latency.${name}`]: toFigure(ours.took, 'ms'),
    [`latency.${name}.p95`]: toFigure([p95], 'ms'),
    [`latency.${name}.clamd`]: toFigure(theirs.took, 'ms'),
    [`latency.${name}.clamd.p95`]: toFigure([clamd95], 'ms'),
    [`latency.${name}.ratio`]: toFigure([p50 / clamd50], 'ratio'),
    [`latency.${name}.ratio.p95`]: toFigure([p95 / clamd95], 'ratio'),
    [`throughput.${name}`]: toFigure([ours.bytesPerSecond], 'bytes/s'),
    [`throughput.${name}.clamd`]: toFigure([theirs.bytesPerSecond], 'bytes/s'),
    [`throughput.${name}.ratio`]: toFigure([ours.bytesPerSecond / theirs.bytesPerSecond], 'ratio'),
  };
}
