import type { Figure, Results } from './figure.ts';

/** What is counted under each load, and has to be 0 under all of them. */
const COUNTED = ['lost', 'duplicated'] as const;

/** The results with `load.lost` and `load.duplicated`: the sums over every kind of load that was measured. */
export function withLoadTotals(results: Results): Results {
  const { load } = results;
  if (load === undefined) return results;
  const totals = COUNTED.flatMap((counted) => {
    const parts = Object.entries(load).filter(([name]) => name.endsWith(`.${counted}`));
    return parts.length === 0 ? [] : [[counted, toTotal(parts.map(([, figure]) => figure))] as const];
  });
  return { ...results, load: { ...load, ...Object.fromEntries(totals) } };
}

function toTotal(figures: readonly Figure[]): Figure {
  const sum = (key: 'median' | 'min' | 'max') => figures.reduce((total, figure) => total + figure[key], 0);
  return { median: sum('median'), min: sum('min'), max: sum('max'), unit: 'count' };
}
