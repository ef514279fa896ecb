import { expect, test } from 'vitest';
import { reportWords } from '../../../lib/i18n/report-words.ts';
import { aScanAtRest } from '../../factories/scan-factory.ts';

test('a report says all that there is to look for, and nothing in it is a link', () => {
  const scan = aScanAtRest({
    name: 'invoice\u202efdp.exe',
    url: 'https://files.example.org/invoice',
    verdict: 'clean',
    evidence: [{ name: 'macro', description: '', verdict: 'clean' }],
    sample: { sha256: 'ab'.repeat(32) },
    server: 'https://scanner.example.org',
    remoteId: 4711,
    finishedAt: 0,
  });
  expect(reportWords(scan).split('\n')).toEqual([
    'Report of a verdict that seems wrong',
    'File: invoice⟨RLO⟩fdp.exe',
    'Address: hxxps://files[.]example[.]org/invoice',
    `SHA-256: ${'ab'.repeat(32)}`,
    'Verdict: Clean',
    'Evidence: macro',
    'Scanner: hxxps://scanner[.]example[.]org',
    'Number of the scan: 4711',
    'Time: 1970-01-01T00:00:00.000Z',
  ]);
});

test('what is not known is left out', () => {
  const { sample: _sample, evidence: _evidence, remoteId: _id, server: _server, ...scan } = aScanAtRest();
  expect(reportWords({ ...scan, url: '' })).not.toMatch(/SHA-256|Evidence|Number|Address|Scanner|undefined/);
});
