import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../../../server/config.ts';
import { readRuleSet } from '../../../../server/engines/rule-set.ts';
import { scanSample } from '../../../../server/engines/scan-sample.ts';
import { toOutcome } from '../../../../server/engines/to-outcome.ts';
import { createYaraEngine, type YaraEngine } from '../../../../server/engines/yara-engine.ts';
import type { Coverage, DetectionCase } from './detection-case.ts';
import { DETECTION_CASES } from './detection-cases.ts';

const ROOT = join(import.meta.dirname, '../../../..');
const COLUMNS: readonly Coverage[] = ['scanned', 'listed only', 'not seen'];

const cells = readTables(readFileSync(join(ROOT, 'docs/detection.md'), 'utf8'));

let engine: YaraEngine;
beforeAll(() => {
  engine = createYaraEngine(readRuleSet([join(ROOT, 'tests/fixtures/server/detection-rules')]));
});

it('each thing that the page says has its test, and each test its place on the page', () => {
  const told = cells.map(toKey).toSorted();
  expect(told).toEqual(DETECTION_CASES.map(toKey).toSorted());
  expect(new Set(told).size).toBe(told.length);
});

describe.each(COLUMNS)('%s:', (coverage) => {
  const cases = DETECTION_CASES.filter((each) => each.coverage === coverage);
  it.each(cases.map((each) => [each.format, each.thing, each] as const))(
    '%s: %s',
    async (_format, _thing, each) => {
      const { make, name = 'sample', password = null } = each;
      const report = await scanSample({ bytes: await make(), name, password }, engine, DEFAULT_CONFIG.unpack);
      const inside = report.findings.filter(({ member }) => member !== null);
      if (coverage === 'scanned') {
        expect(report.gaps).toEqual([]);
        expect(inside).toContainEqual(
          expect.objectContaining({ rule: expect.stringMatching(/^(EICAR_Test_File|Detection_Marker)$/) }),
        );
      } else {
        expect(report.findings).toEqual([]);
        const evidence = toOutcome([report], Date.now()).evidence;
        if (coverage === 'listed only')
          expect(evidence).toContainEqual(expect.objectContaining({ category: 'not_scanned' }));
        else expect(evidence).toEqual([]);
      }
    },
  );
});

type Cell = Pick<DetectionCase, 'format' | 'coverage' | 'thing'>;

function toKey({ format, coverage, thing }: Cell): string {
  return `${format} | ${coverage} | ${thing}`;
}

/** Every thing in every cell of the tables whose columns are those of the page. */
function readTables(page: string): Cell[] {
  const rows = page.split('\n').filter((line) => line.startsWith('|'));
  return rows.flatMap((row) => {
    const [format = '', ...columns] = row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
    if (columns.length !== COLUMNS.length || format === 'format' || /^-+$/.test(format)) return [];
    return COLUMNS.flatMap((coverage, index) =>
      toThings(columns[index] ?? '').map((thing) => ({ format, coverage, thing })),
    );
  });
}

function toThings(cell: string): string[] {
  return cell
    .split(';')
    .map((thing) => thing.trim())
    .filter((thing) => thing !== '' && thing !== '–');
}
