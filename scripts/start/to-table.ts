/** What came of one sample. */
export type SampleRow = {
  sample: string;
  /** How it came to Sluice: `download` or `link`. */
  route: string;
  /** The verdict, or the state where there is none. */
  verdict: string;
  expected: string;
  /** What lies of it in the download folder after the verdict; '' where nothing does. */
  onDisk: string;
  expectedOnDisk: string;
  /** Seconds from the click to the verdict. */
  seconds: number;
  ok: boolean;
};

const HEADINGS = ['sample', 'route', 'verdict', 'on disk', 'seconds', ''];

/** The rows as a table for a terminal. */
export function toTable(rows: readonly SampleRow[]): string {
  const lines = rows.map(({ sample, route, verdict, onDisk, seconds, ...expected }) => [
    sample,
    route,
    verdict,
    onDisk || '-',
    seconds.toFixed(1),
    expected.ok
      ? 'ok'
      : `FAILED: expected ${expected.expected}, ${expected.expectedOnDisk || 'nothing'} on disk`,
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
