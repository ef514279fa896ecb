import { toMarkdownTable } from '../bench/to-markdown-table.ts';
import { toMegabytes } from '../memory/to-megabytes.ts';
import type { FuzzResult } from './fuzz-format.ts';

const HEAD = [
  'format',
  'inputs',
  'clean',
  'suspicious',
  'malicious',
  'without a verdict',
  'slowest',
  'peak memory',
  'faults',
];

/** The results as a table in Markdown, with a last line for all of them. */
export function toFuzzTable(results: readonly FuzzResult[]): string {
  const sum = (of: (result: FuzzResult) => number): number =>
    results.reduce((total, result) => total + of(result), 0);
  const most = (of: (result: FuzzResult) => number): number => Math.max(0, ...results.map(of));
  const all = toRow({
    format: 'all',
    inputs: sum(({ inputs }) => inputs),
    ends: {
      CLN: sum(({ ends }) => ends.CLN),
      SUS: sum(({ ends }) => ends.SUS),
      MAL: sum(({ ends }) => ends.MAL),
      none: sum(({ ends }) => ends.none),
    },
    slowestMs: most(({ slowestMs }) => slowestMs),
    peakBytes: most(({ peakBytes }) => peakBytes),
    faults: results.flatMap(({ faults }) => faults),
  });
  return toMarkdownTable([HEAD, ...results.map(toRow), all]);
}

function toRow({ format, inputs, ends, slowestMs, peakBytes, faults }: FuzzResult): string[] {
  const counts = [inputs, ends.CLN, ends.SUS, ends.MAL, ends.none].map((count) => count.toLocaleString('en'));
  return [
    format,
    ...counts,
    `${Math.round(slowestMs).toLocaleString('en')} ms`,
    toMegabytes(peakBytes),
    String(faults.length),
  ];
}
