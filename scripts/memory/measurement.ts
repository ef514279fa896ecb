/** A line of the table. */
export type Measurement = {
  what: string;
  value: string;
  /** What it has to be, in words; '' where it is told for information only. */
  expected: string;
  ok: boolean;
};
