import { locale } from './locale.ts';

const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

/** How long ago something was, such as "12 min. ago", in the browser's language. Times in ms since 1970. */
export function agoWords(then: number, now: number): string {
  const seconds = Math.max(0, Math.floor((now - then) / 1_000));
  const [unit, size] = UNITS.find(([, length]) => seconds >= length) ?? (['second', 1] as const);
  // The short style of Hebrew puts the number in brackets behind the unit.
  const style = locale().startsWith('he') ? 'long' : 'short';
  const format = new Intl.RelativeTimeFormat(locale(), { style, numeric: 'auto' });
  return format.format(-Math.floor(seconds / size), unit);
}

/** A length of time in whole seconds or minutes, such as "8 sec". */
export function durationWords(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  const [unit, value] = seconds < 120 ? ['second', seconds] : ['minute', Math.floor(seconds / 60)];
  return new Intl.NumberFormat(locale(), { style: 'unit', unit: String(unit), unitDisplay: 'short' }).format(
    Number(value),
  );
}
