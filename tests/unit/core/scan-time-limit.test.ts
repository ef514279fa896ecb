import { expect, test } from 'vitest';
import { parseTimeLimit, type TimeUnit, toTimeLimitInput } from '../../../lib/core/scan-time-limit.ts';

test.each<[string, TimeUnit, number]>([
  ['1', 'seconds', 1_000],
  ['90', 'seconds', 90_000],
  [' 2 ', 'minutes', 120_000],
  ['1.5', 'minutes', 90_000],
  ['1,5', 'minutes', 90_000],
  ['1440', 'minutes', 86_400_000],
])('"%s" %s are %d ms', (value, unit, ms) => {
  expect(parseTimeLimit({ value, unit })).toEqual({ ok: true, ms });
});

test.each<[string, TimeUnit, string]>([
  ['', 'seconds', 'not-a-number'],
  ['two', 'minutes', 'not-a-number'],
  ['-5', 'seconds', 'not-a-number'],
  ['1e3', 'seconds', 'not-a-number'],
  ['0', 'minutes', 'too-short'],
  ['0.9', 'seconds', 'too-short'],
  ['86401', 'seconds', 'too-long'],
  ['9'.repeat(400), 'minutes', 'too-long'],
])('"%s" %s are refused as %s', (value, unit, problem) => {
  expect(parseTimeLimit({ value, unit })).toEqual({ ok: false, problem });
});

test.each([1_000, 90_000, 120_000, 86_400_000, 1_500])('%d ms are the same after the form', (ms) => {
  expect(parseTimeLimit(toTimeLimitInput(ms))).toEqual({ ok: true, ms });
});

test('whole minutes are shown as minutes', () => {
  expect(toTimeLimitInput(120_000)).toEqual({ value: '2', unit: 'minutes' });
  expect(toTimeLimitInput(90_000)).toEqual({ value: '90', unit: 'seconds' });
});
