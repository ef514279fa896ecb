import { expect, test } from 'vitest';
import { toExposureFigures } from '../../../../scripts/bench/measure-exposure.ts';
import type { Finding } from '../../../e2e/guard/cell.ts';
import type { CellResult } from '../../../e2e/guard/cell-result.ts';

function aResult(finding: Finding, given: Partial<CellResult> = {}): CellResult {
  return {
    cell: { flavour: 'all', delayMs: 5_000, isCold: false, kind: 'blob', finding },
    end: 'own',
    names: [],
    exposureMs: 0,
    transfers: { browser: 1, extension: 0, scanner: 1 },
    bytes: 2_000,
    states: '',
    fault: '',
    ...given,
  };
}

test('exposure is of all files of a kind, transfers and bytes are of the clean ones', () => {
  const results = [aResult('clean'), aResult('malicious', { exposureMs: 40, bytes: 9_000 })];
  expect(toExposureFigures('chromium', 'blob', 'verdict-5s', results)).toEqual({
    'chromium.blob.verdict-5s': { median: 20, min: 0, max: 40, unit: 'ms' },
    'chromium.blob.verdict-5s.transfers': { median: 2, min: 2, max: 2, unit: 'count' },
    'chromium.blob.verdict-5s.bytes': { median: 2_000, min: 2_000, max: 2_000, unit: 'bytes' },
  });
});
