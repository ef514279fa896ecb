import { expect, test } from 'vitest';
import { toDefangedAddress } from '../../../lib/core/defanged-address.ts';

test.each([
  ['http://a.example/x.exe', 'hxxp://a[.]example/x.exe'],
  ['https://files.a.example:8443/b.c?d=e.f', 'hxxps://files[.]a[.]example:8443/b.c?d=e.f'],
  ['HTTPS://a.example', 'HxxPS://a[.]example'],
  ['data:text/plain,x:y', 'data[:]text/plain,x:y'],
  ['', ''],
])('%s becomes %s', (address, defanged) => {
  expect(toDefangedAddress(address)).toBe(defanged);
});
