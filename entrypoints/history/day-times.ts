/**
 * When a day begins where the person lives, in ms since 1970; undefined where no day is named.
 * @param text as a field for dates gives it, such as `2026-11-28`
 * @param daysLater so many days after it
 */
export function toDayStart(text: string, daysLater = 0): number | undefined {
  const [, year, month, day] = /^(\d{4,6})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  if (year === undefined) return undefined;
  return new Date(Number(year), Number(month) - 1, Number(day) + daysLater).getTime();
}

/** The day of a time as a field for dates takes it, so many days later; '' where there is none. */
export function toDateText(time: number | undefined, daysLater = 0): string {
  if (time === undefined) return '';
  const date = new Date(time);
  date.setDate(date.getDate() + daysLater);
  const twoDigits = (part: number) => String(part).padStart(2, '0');
  return [
    String(date.getFullYear()).padStart(4, '0'),
    twoDigits(date.getMonth() + 1),
    twoDigits(date.getDate()),
  ].join('-');
}
