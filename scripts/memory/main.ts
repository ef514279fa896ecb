/** Measures the memory that the largest upload takes of scanner and browser: `npm run memory`. */
import { existsSync } from 'node:fs';
import { readOptions } from '../tools/read-options.ts';
import { runCommand } from '../tools/run-command.ts';
import { measureBrowser } from './measure-browser.ts';
import { measureServer } from './measure-server.ts';
import type { Measurement } from './measurement.ts';

/** What is measured, one after the other. */
const MEASURES = [measureServer, measureBrowser] as const;

readOptions('npm run memory', {});
/** What has to be ended at the end, the last begun first. */
const parts = new AsyncDisposableStack();
await runCommand(measureAll, parts);

async function measureAll(): Promise<number> {
  if (!existsSync('/proc/self/status')) {
    throw new Error('Linux only: "npm run memory" reads what processes hold from /proc.');
  }
  const rows: Measurement[] = [];
  for (const measure of MEASURES) rows.push(...(await measure(parts)));
  const failed = rows.filter(({ ok }) => !ok).length;
  process.stdout.write(
    `${rows.map(toLine).join('\n')}\n\n${rows.length - failed} passed, ${failed} failed\n`,
  );
  return failed === 0 ? 0 : 1;
}

function toLine({ what, value, expected, ok }: Measurement): string {
  const mark = ok ? 'ok    ' : 'FAILED';
  return `${mark} ${what.padEnd(66)} ${value}${expected === '' ? '' : ` (expected: ${expected})`}`;
}
