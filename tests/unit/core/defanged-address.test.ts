import { expect, test } from 'vitest';
import { toDefangedAddress } from '../../../lib/core/defanged-address.ts';

test.each([
  ['http://a.example/x.exe', 'hxxp://a[.]example/x.exe'],
  ['https://files.a.example:8443/b.c?d=e.f', 'hxxps://files[.]a[.]example:8443/b.c?d=e.f'],
  ['HTTPS://a.example', 'HxxPS://a[.]example'],
  ['data:text/plain,x:y', 'data[:]text/plain,x:y'],
  ['blob:https://evil.example/id', 'blob[:]hxxps://evil[.]example/id'],
  ['view-source:https://evil.example/', 'view-source[:]hxxps://evil[.]example/'],
  ['https://a.example/?u=http://evil.example/x', 'hxxps://a[.]example/?u=hxxp://evil[.]example/x'],
  ['ftp://evil.example/x', 'ftp[:]//evil[.]example/x'],
  ['', ''],
])('%s becomes %s', (address, defanged) => {
  expect(toDefangedAddress(address)).toBe(defanged);
});
