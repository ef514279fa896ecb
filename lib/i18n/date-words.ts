import { locale } from './locale.ts';

/** A day and time, such as "Nov 28, 2026, 6:44 PM", in the browser's language. Time in ms since 1970. */
export function dateWords(time: number): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short' }).format(time);
}
