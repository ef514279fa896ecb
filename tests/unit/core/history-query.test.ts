import { expect, test } from 'vitest';
import {
  EVERYTHING,
  type HistoryQuery,
  toHistoryEntry,
  toHistoryTest,
} from '../../../lib/core/history-query.ts';
import type { HistoryRow } from '../../../lib/core/history-row.ts';

const ROW: HistoryRow = {
  id: 'a',
  order: -1_000,
  name: 'Rechnung Straße.PDF',
  host: 'files.example.org',
  url: 'https://files.example.org/a/b?c=d',
  sha256: 'ab'.repeat(32),
  outcome: 'malicious',
  source: 'download',
  route: 'bytes',
};

const isFound = (query: Partial<HistoryQuery>) =>
  toHistoryTest({ ...EVERYTHING, ...query })(toHistoryEntry(ROW));

test.each<Partial<HistoryQuery>>([
  {},
  { text: 'rechnung' },
  { text: '  PDF straße ' },
  { text: 'EXAMPLE.org/a' },
  { text: 'hxxps://files[.]example[.]org/a' },
  { text: 'abab' },
  { outcome: 'malicious', source: 'download', route: 'bytes' },
  { site: 'files.example.org' },
  { site: ' Example.ORG ' },
  { from: 1_000, until: 1_001 },
])('%j finds it', (query) => {
  expect(isFound(query)).toBe(true);
});

test.each<Partial<HistoryQuery>>([
  { text: 'rechnung invoice' },
  { text: 'cd' },
  { outcome: 'clean' },
  { source: 'link' },
  { route: 'link' },
  { site: 'ple.org' },
  { site: 'a.files.example.org' },
  { from: 1_001 },
  { until: 1_000 },
])('%j does not', (query) => {
  expect(isFound(query)).toBe(false);
});
