import { expect, test } from 'vitest';
import { parseRetryAfter } from '../../../lib/api/retry-after.ts';

const NOW = Date.UTC(2026, 10, 2, 9, 0, 0);

test.each([
  ['0', 0],
  ['120', 120_000],
  [' 5 ', 5_000],
  ['00010', 10_000],
  ['9'.repeat(400), Number.POSITIVE_INFINITY],
  ['Mon, 02 Nov 2026 09:00:30 GMT', 30_000],
  ['Mon, 02 Nov 2026 08:00:00 GMT', 0],
])('"%.40s" asks for %d ms', (value, ms) => {
  expect(parseRetryAfter(value, NOW)).toBe(ms);
});

test.each([
  null,
  '',
  '  ',
  'soon',
  '5 minutes',
  'NaN',
  '-5',
  '1.5',
  '+3',
  '0x10',
  '2027'.repeat(3).concat('x'),
])('%j asks for nothing that can be read', (value) => {
  expect(parseRetryAfter(value, NOW)).toBeUndefined();
});
