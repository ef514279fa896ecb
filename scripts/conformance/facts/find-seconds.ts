import type { Scan } from '../schemas/scan-schema.ts';
import type { FactsDeps } from './create-facts.ts';

/** Where one scan lies for the filters of time. All in whole seconds since 1970. */
export type FoundSeconds = {
  scan: Scan;
  id: number;
  /** Seconds in which the scan was submitted or finished: which of both the filters compare is not documented. */
  possible: readonly number[];
  /** The latest `start` and the earliest `end` with which the list still holds the scan. */
  latestStart: number | undefined;
  earliestEnd: number | undefined;
};

const TRIES = 5;
/** How far the other end of the window lies: an hour. */
const WINDOW = 3_600;

/** Submits a scan, within one second of the clock where that works out, and asks the list around that second. */
export async function findSeconds({ options, scans, harmlessPdf }: FactsDeps): Promise<FoundSeconds> {
  const { id, first, last } = await submitInOneSecond(() => scans.submitFile(harmlessPdf()));
  const scan = await scans.untilDone(id);
  // The clock of a server elsewhere may be a little off.
  const slack = options.isLocal ? 0 : 2;
  const finished = Math.floor(Date.parse(scan.finished_at ?? '') / 1_000);
  const possible = [...new Set([...range(first - slack, last + slack), finished])];
  const candidates = [...new Set(possible.flatMap((second) => [second - 1, second, second + 1]))];
  const starts: number[] = [];
  const ends: number[] = [];
  for (const second of candidates) {
    if (await scans.holds({ start: String(second), end: String(second + WINDOW) }, id)) starts.push(second);
    if (await scans.holds({ start: String(second - WINDOW), end: String(second) }, id)) ends.push(second);
  }
  return {
    scan,
    id,
    possible,
    latestStart: starts.length === 0 ? undefined : Math.max(...starts),
    earliestEnd: ends.length === 0 ? undefined : Math.min(...ends),
  };
}

async function submitInOneSecond(submit: () => Promise<{ scan_id: number }>) {
  for (let tries = 1; ; tries += 1) {
    const first = Math.floor(Date.now() / 1_000);
    const { scan_id: id } = await submit();
    const last = Math.floor(Date.now() / 1_000);
    if (first === last || tries === TRIES) return { id, first, last };
  }
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
