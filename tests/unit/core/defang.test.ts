import { expect, test } from 'vitest';
import { defang } from '../../../lib/core/defang.ts';

test.each([
  ['https://files.example.org/a.exe?b=c.d', 'hxxps://files[.]example[.]org/a.exe?b=c.d'],
  ['http://127.0.0.1:8080/', 'hxxp://127[.]0[.]0[.]1:8080/'],
  ['HTTP://A.example', 'hxxp://A[.]example'],
  ['blob:https', 'blob:https'],
  ['', ''],
])('%s is shown as %s', (address, text) => {
  expect(defang(address)).toBe(text);
});
