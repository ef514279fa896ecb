import type { HistoryOutcome, HistoryRow } from './history-row.ts';

/** The kinds of outcomes that a chart tells apart, the worst first. */
export const OUTCOME_KINDS = ['harmful', 'doubtful', 'unscanned', 'clean'] as const;

export type OutcomeKind = (typeof OUTCOME_KINDS)[number];

export type VerdictPeriod = { /** Its first moment, in ms since 1970. */ start: number } & Record<
  OutcomeKind,
  number
>;

export type VerdictPeriods = { unit: 'day' | 'week' | 'month'; periods: readonly VerdictPeriod[] };

const DAY_MS = 86_400_000;
/** Most bars of a chart. */
const MAX_PERIODS = 31;

/**
 * How many scans came out how, by days, weeks or months: whichever is the finest that fits, the
 * last of them only. Rows in any order.
 */
export function toVerdictPeriods(rows: readonly HistoryRow[]): VerdictPeriods {
  if (rows.length === 0) return { unit: 'day', periods: [] };
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { order } of rows) {
    first = Math.min(first, -order);
    last = Math.max(last, -order);
  }
  const days = (last - first) / DAY_MS;
  const unit = days < MAX_PERIODS - 1 ? 'day' : days < 7 * (MAX_PERIODS - 1) ? 'week' : 'month';
  const starts = toStarts(first, last, unit);
  const periods = starts.map((start) => ({ start, harmful: 0, doubtful: 0, unscanned: 0, clean: 0 }));
  for (const { order, outcome } of rows) {
    const period = periods.findLast(({ start }) => start <= -order);
    if (period !== undefined) period[toKind(outcome)] += 1;
  }
  return { unit, periods };
}

/** When the last periods begin, the earliest first, where the person lives: a day may have 23 hours. */
function toStarts(first: number, last: number, unit: VerdictPeriods['unit']): number[] {
  const date = new Date(last);
  date.setHours(0, 0, 0, 0);
  if (unit === 'week') date.setDate(date.getDate() - ((date.getDay() + 6) % 7));
  if (unit === 'month') date.setDate(1);
  const starts = [date.getTime()];
  while (date.getTime() > first && starts.length < MAX_PERIODS) {
    if (unit === 'month') date.setMonth(date.getMonth() - 1);
    else date.setDate(date.getDate() - (unit === 'week' ? 7 : 1));
    // A day of which the first hour is left out begins later, and the one before it does not.
    date.setHours(0, 0, 0, 0);
    starts.unshift(date.getTime());
  }
  return starts;
}

function toKind(outcome: HistoryOutcome): OutcomeKind {
  switch (outcome) {
    case 'malicious':
    case 'restricted':
      return 'harmful';
    case 'suspicious':
    case 'spam':
    case 'locked':
    case 'unknown':
      return 'doubtful';
    case 'failed':
    case 'withheld':
    case 'needs-bytes':
      return 'unscanned';
    case 'clean':
      return 'clean';
  }
}
