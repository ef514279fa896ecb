/** What was measured in several runs. */
export type Figure = { median: number; min: number; max: number; unit: Unit };

export type Unit = 'ms' | 'bytes' | 'bytes/s' | 'count' | 'ratio';

/** Figures by a name that reads by itself: `first-rows.100000`. */
export type Figures = Readonly<Record<string, Figure>>;

/** The figures of a whole run, by benchmark. */
export type Results = Readonly<Record<string, Figures>>;

/**
 * Puts together what several runs measured.
 * @throws RangeError where nothing was measured, or something that is no number: JSON would hold nothing in its place
 */
export function toFigure(samples: readonly number[], unit: Unit): Figure {
  if (!samples.every(Number.isFinite))
    throw new RangeError(`One of what was measured is no number: ${samples.join(', ')}.`);
  const sorted = samples.toSorted((one, other) => one - other);
  const middle = (sorted.length - 1) / 2;
  const [low, high, min, max] = [
    sorted[Math.floor(middle)],
    sorted[Math.ceil(middle)],
    sorted[0],
    sorted.at(-1),
  ];
  if (low === undefined || high === undefined || min === undefined || max === undefined)
    throw new RangeError('Nothing was measured: a figure needs one sample at least.');
  return { median: round((low + high) / 2), min: round(min), max: round(max), unit };
}

/** One figure of another: `first-rows.100000` as a multiple of `first-rows.1000`. */
export function toRatio(one: Figure, other: Figure): Figure {
  const ratio = one.median / other.median;
  return toFigure([ratio], 'ratio');
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
