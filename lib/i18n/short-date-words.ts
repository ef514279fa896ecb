import { locale } from './locale.ts';

/** Makes what tells a time shortly, such as "11/28/26, 3:05 PM", of many rows. Times in ms since 1970. */
export function createShortDateWords(): (time: number) => string {
  const format = new Intl.DateTimeFormat(locale(), { dateStyle: 'short', timeStyle: 'short' });
  return (time) => format.format(time);
}
