import { locale } from './locale.ts';

const UNITS: readonly (readonly [unit: string, bytes: number])[] = [
  ['gigabyte', 1_000_000_000],
  ['megabyte', 1_000_000],
  ['kilobyte', 1_000],
];

/** A size to the byte, such as "500,000,001 bytes". */
export function exactSizeWords(bytes: number): string {
  return new Intl.NumberFormat(locale(), { style: 'unit', unit: 'byte', unitDisplay: 'long' }).format(bytes);
}

/** A size in decimal units, as the limits of the API are told, such as "61.2 MB". */
export function sizeWords(bytes: number): string {
  const [unit, size] = UNITS.find(([, length]) => bytes >= length) ?? ['byte', 1];
  return new Intl.NumberFormat(locale(), {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: 1,
  }).format(bytes / size);
}
