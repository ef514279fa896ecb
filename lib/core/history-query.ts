import type { HistoryOutcome, HistoryRow } from './history-row.ts';
import type { ScanRoute, ScanSource } from './scan.ts';

/** What of the history is to be shown. What is '' or missing lets everything through. */
export type HistoryQuery = {
  /** Words that must all be in name, host, address or hash. */
  text: string;
  outcome: HistoryOutcome | '';
  source: ScanSource | '';
  route: ScanRoute | '';
  /** A host, and those below it. */
  site: string;
  /** Scans made at this time or later, in ms since 1970. */
  from?: number | undefined;
  /** Scans made before this time, in ms since 1970. */
  until?: number | undefined;
};

export const EVERYTHING: HistoryQuery = { text: '', outcome: '', source: '', route: '', site: '' };

/** A row with the text that is searched. */
export type HistoryEntry = { row: HistoryRow; text: string };

/** A row as it is searched: made once, so that a letter typed costs no more than a look at each. */
export function toHistoryEntry(row: HistoryRow): HistoryEntry {
  const { name, host, url, sha256 = '' } = row;
  return { row, text: `${name}\n${host}\n${url}\n${sha256}`.toLowerCase() };
}

/** Makes the test of a query. People search what they copied: `hxxp://` and `[.]` are read as what they stand for. */
export function toHistoryTest(query: HistoryQuery): (entry: HistoryEntry) => boolean {
  const words = toSearchWords(query.text);
  const site = query.site.trim().toLowerCase();
  const { outcome, source, route, from, until } = query;
  return ({ row, text }) =>
    (outcome === '' || row.outcome === outcome) &&
    (source === '' || row.source === source) &&
    (route === '' || row.route === route) &&
    (from === undefined || -row.order >= from) &&
    (until === undefined || -row.order < until) &&
    (site === '' || row.host === site || row.host.endsWith(`.${site}`)) &&
    words.every((word) => text.includes(word));
}

function toSearchWords(text: string): string[] {
  const plain = text.toLowerCase().replaceAll('hxxp', 'http').replaceAll('[.]', '.');
  return plain.split(/\s+/).filter(Boolean);
}
