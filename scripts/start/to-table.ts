/** What came of one sample. */
export type SampleRow = {
  sample: string;
  /** How it came to Sluice: `download` or `link`. */
  route: string;
  /** The verdict, or the state where there is none. */
  verdict: string;
  expected: string;
  /** Seconds from the click to the verdict. */
  seconds: number;
  ok: boolean;
};

const HEADINGS = ['sample', 'route', 'verdict', 'seconds', ''];

/** The rows as a table for a terminal. */
export function toTable(rows: readonly SampleRow[]): string {
  const lines = rows.map(({ sample, route, verdict, expected, seconds, ok }) => [
    sample,
    route,
    verdict,
    seconds.toFixed(1),
    ok ? 'ok' : `FAILED: expected ${expected}`,
  ]);
  const all = [HEADINGS, ...lines];
  const widths = HEADINGS.map((_, column) => Math.max(...all.map((line) => line[column]?.length ?? 0)));
  return all
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
