import { locale } from './locale.ts';

/** Makes what names a day, a week by its first day, or a month, such as "Nov 28, 2026". Times in ms since 1970. */
export function createPeriodWords(unit: 'day' | 'week' | 'month'): (start: number) => string {
  const format = new Intl.DateTimeFormat(
    locale(),
    unit === 'month' ? { month: 'long', year: 'numeric' } : { dateStyle: 'medium' },
  );
  return (start) => format.format(start);
}
