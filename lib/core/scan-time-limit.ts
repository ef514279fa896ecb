/** The shortest time that a verdict can be waited for, in ms: below it no scan ends. */
export const MIN_TIME_LIMIT_MS = 1_000;
/** The longest, in ms. */
export const MAX_TIME_LIMIT_MS = 24 * 3_600_000;

/** The units that people enter a time limit in, each with its length in ms. */
export const TIME_UNITS = { seconds: 1_000, minutes: 60_000 } as const;

export type TimeUnit = keyof typeof TIME_UNITS;

/** A time limit as it stands in a form. */
export type TimeLimitInput = { value: string; unit: TimeUnit };

export type TimeLimitProblem = 'not-a-number' | 'too-short' | 'too-long';

export type ParsedTimeLimit = { ok: true; ms: number } | { ok: false; problem: TimeLimitProblem };

/** Reads a time limit that a person entered: a number, also with a decimal comma, of seconds or minutes. */
export function parseTimeLimit({ value, unit }: TimeLimitInput): ParsedTimeLimit {
  const text = value.trim().replace(',', '.');
  if (!/^\d+(\.\d+)?$/.test(text)) return { ok: false, problem: 'not-a-number' };
  const ms = Math.round(Number(text) * TIME_UNITS[unit]);
  if (ms < MIN_TIME_LIMIT_MS) return { ok: false, problem: 'too-short' };
  if (ms > MAX_TIME_LIMIT_MS) return { ok: false, problem: 'too-long' };
  return { ok: true, ms };
}

/** A time limit in ms as a form shows it: in minutes where those are whole. */
export function toTimeLimitInput(ms: number): TimeLimitInput {
  const unit = ms % TIME_UNITS.minutes === 0 ? 'minutes' : 'seconds';
  return { value: String(ms / TIME_UNITS[unit]), unit };
}
