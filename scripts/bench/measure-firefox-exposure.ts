import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { KINDS } from '../../tests/e2e/guard/cell.ts';
import { CellResult } from '../../tests/e2e/guard/cell-result.ts';
import { buildExtension } from '../tools/build-extension.ts';
import { ROOT, runTool } from '../tools/run-tool.ts';
import type { Benchmark } from './benchmark.ts';
import type { Figures } from './figure.ts';
import { toExposureFigures } from './measure-exposure.ts';

const DELAYS_S = [0.5, 5, 25];
const QUICK_DELAYS_S = [0.5];
const Results = v.pipe(v.string(), v.parseJson(), v.array(CellResult));

/** The same in Firefox, with the hold on: its lab runs within the tests only, so they are run, and their table is read. */
export const EXPOSURE_IN_FIREFOX: Benchmark = {
  name: 'exposure',
  part: 'firefox',
  async run(_lab, { runs, isQuick }) {
    await buildExtension('firefox');
    const figures: Figures[] = [];
    for (const seconds of isQuick ? QUICK_DELAYS_S : DELAYS_S) {
      const results: CellResult[] = [];
      for (let run = 0; run < runs; run += 1) results.push(...(await runBatch(seconds)));
      figures.push(
        ...KINDS.map((kind) => toExposureFigures('firefox', kind, `verdict-${seconds}s`, results)),
      );
    }
    return Object.assign({}, ...figures);
  },
};

async function runBatch(seconds: number): Promise<CellResult[]> {
  const args = ['run', '--project', 'firefox', 'guard-matrix', '-t', `matrix: ${seconds} s warm all`];
  const { code, output } = await runTool('vitest', args, { isQuiet: true, env: { SLUICE_MATRIX: 'full' } });
  if (code !== 0) throw new Error(`The matrix of Firefox is not as it should be:\n${output}`);
  const path = join(ROOT, 'test-results', 'firefox', 'guard-matrix', `${seconds}-s-warm-all.json`);
  const results = v.parse(Results, await readFile(path, 'utf8'));
  return results.filter(({ cell }) => cell.finding === 'clean' || cell.finding === 'malicious');
}
