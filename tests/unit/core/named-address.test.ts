import { expect, test } from 'vitest';
import { nameInAddress, toNamedAddress } from '../../../lib/core/named-address.ts';

const BLOB = 'blob:chrome-extension://sluice/0a1b';

test.each(['history.csv', 'a b#c%20"d".csv', 'größe 😀.json'])('%s comes back out of the address', (name) => {
  const address = toNamedAddress(BLOB, name);
  expect(address.startsWith(`${BLOB}#`)).toBe(true);
  expect(nameInAddress(address)).toBe(name);
});

test('the mark of a delivery stays', () => {
  expect(toNamedAddress(`${BLOB}#one`, 'setup.exe')).toBe(`${BLOB}#one`);
});

test.each([BLOB, `${BLOB}#one`, `${BLOB}#name=%E0%A4%A`, ''])('%j has no name', (address) => {
  expect(nameInAddress(address)).toBeUndefined();
});
