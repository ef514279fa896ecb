import type { Hold } from './hold.ts';
import { isLocked } from './is-locked.ts';
import type { Scan, ScanRoute, ScanSource } from './scan.ts';
import { isAtRest } from './scan-machine.ts';
import { VERDICTS } from './verdict.ts';

// These lists are stored with the rows: a word may be added, but never renamed or taken away.

/** How a scan came out, in one word: its verdict, or why it has none. `locked`: nobody has looked inside. */
export const HISTORY_OUTCOMES = [...VERDICTS, 'locked', 'failed', 'withheld', 'needs-bytes'] as const;

export type HistoryOutcome = (typeof HISTORY_OUTCOMES)[number];

/** What has become of a guarded file. */
export const HISTORY_FATES = ['released', 'kept', 'removed', 'gone'] as const;

export type HistoryFate = (typeof HISTORY_FATES)[number];

/** Longest address in a row, in characters: the whole one is in the scan. */
const MAX_URL_LENGTH = 400;

/** A scan at rest as the list of the history shows and searches it. Small, since all of them are in memory at once. */
export type HistoryRow = {
  /** Of the scan. */
  id: string;
  /** When the scan was made, in ms since 1970, negated: the newest is the first. With the id it is the key. */
  order: number;
  name: string;
  host: string;
  /** The beginning of the address. */
  url: string;
  /** Of the bytes that were scanned. Lower-case hex. */
  sha256?: string;
  outcome: HistoryOutcome;
  source: ScanSource;
  route: ScanRoute;
  fate?: HistoryFate;
};

/** The row of a scan, and of its hold where it has one; undefined while the scan is under way. */
export function toHistoryRow(scan: Scan, hold?: Hold): HistoryRow | undefined {
  if (!isAtRest(scan.state)) return undefined;
  const { id, createdAt, name, host, url, source, route } = scan;
  const sha256 = scan.sample?.sha256 ?? scan.stagedSha256;
  const fate = toHistoryFate(hold);
  return {
    id,
    order: -createdAt,
    name,
    host,
    url: url.slice(0, MAX_URL_LENGTH),
    ...(sha256 === undefined ? {} : { sha256 }),
    outcome: toOutcome(scan),
    source,
    route,
    ...(fate === undefined ? {} : { fate }),
  };
}

/** What has become of the file of a hold; undefined while that is open. */
export function toHistoryFate(hold: Hold | undefined): HistoryFate | undefined {
  return HISTORY_FATES.find((fate) => fate === hold?.state);
}

function toOutcome(scan: Scan): HistoryOutcome {
  switch (scan.state) {
    case 'failed':
    case 'withheld':
    case 'needs-bytes':
      return scan.state;
    default:
      return isLocked(scan) ? 'locked' : (scan.verdict ?? 'unknown');
  }
}
