import { measureBrowser } from './measure-browser.ts';
import { measureServer } from './measure-server.ts';
import type { Measurement } from './measurement.ts';

/** What is measured, one after the other. */
const PARTS: readonly (() => Promise<Measurement[]>)[] = [measureServer, measureBrowser];

try {
  const rows: Measurement[] = [];
  for (const measure of PARTS) rows.push(...(await measure()));
  const failed = rows.filter(({ ok }) => !ok).length;
  process.stdout.write(
    `${rows.map(toLine).join('\n')}\n\n${rows.length - failed} passed, ${failed} failed\n`,
  );
  process.exitCode = failed === 0 ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

function toLine({ what, value, expected, ok }: Measurement): string {
  const mark = ok ? 'ok    ' : 'FAILED';
  return `${mark} ${what.padEnd(66)} ${value}${expected === '' ? '' : ` (expected: ${expected})`}`;
}
