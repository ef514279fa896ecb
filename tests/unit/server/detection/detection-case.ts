/** A column of the table in docs/detection.md. */
export type Coverage = 'scanned' | 'listed only' | 'not seen';

/** Proves one thing that a cell of that table says. */
export type DetectionCase = {
  /** The first cell of its row. */
  format: string;
  coverage: Coverage;
  /** As it stands in the cell, where things are separated by semicolons. */
  thing: string;
  /** A sample with the EICAR test file or the marker where that thing is. */
  make: () => Uint8Array | Promise<Uint8Array>;
  /** The sample's name; none tells anything of its format where this is left out. */
  name?: string;
  password?: string;
};

/** What the rule in `tests/fixtures/server/detection-rules` finds anywhere, also as UTF-16. */
export const MARKER = ['sluice', 'detection', 'marker'].join('-');

/** Makes the cases of one format and column. */
export function toCases(
  format: string,
  coverage: Coverage,
  things: { [thing: string]: DetectionCase['make'] },
): DetectionCase[] {
  return Object.entries(things).map(([thing, make]) => ({ format, coverage, thing, make }));
}
