import { expect, test } from 'vitest';
import { toFirefoxName } from '../../../lib/core/firefox-name.ts';

test.each([
  ['plain name.exe', 'plain name.exe'],
  ['two  spaces\t.txt', 'two spaces .txt'],
  ['100% "sure"?.zip', '100_ _sure__.zip'],
  ['gpj\u202Eexe', 'gpj_exe'],
  ['Öl 😀.bin', 'Öl 😀.bin'],
])('%j is written as %j', (name, written) => {
  expect(toFirefoxName(name)).toBe(written);
});
