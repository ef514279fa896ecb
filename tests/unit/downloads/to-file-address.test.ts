import { expect, test } from 'vitest';
import { toFileAddress } from '../../../lib/downloads/to-file-address.ts';

test.each([
  ['/home/ann/report.pdf', 'file:///home/ann/report.pdf'],
  ['/home/ann/a b#1?.pdf', 'file:///home/ann/a%20b%231%3F.pdf'],
  ['/home/ann/100%25.pdf', 'file:///home/ann/100%2525.pdf'],
  ['/home/ann/a\\b.pdf', 'file:///home/ann/a%5Cb.pdf'],
  ['/home/ann/„Ü“ \u{1f600}.pdf', 'file:///home/ann/%E2%80%9E%C3%9C%E2%80%9C%20%F0%9F%98%80.pdf'],
  ['C:\\Users\\Ann\\a b#1.exe', 'file:///C:/Users/Ann/a%20b%231.exe'],
  ['c:/Users/Ann/100%.exe', 'file:///c:/Users/Ann/100%25.exe'],
  ['\\\\nas\\share\\a?.exe', 'file://nas/share/a%3F.exe'],
  ['\\\\?\\C:\\long\\a.exe', 'file:///C:/long/a.exe'],
  ['\\\\?\\UNC\\nas\\share\\a.exe', 'file://nas/share/a.exe'],
])('%s', (path, address) => {
  expect(toFileAddress(path)).toBe(address);
  // No letter of the path became a part of the address that is none of the path.
  const { search, hash, protocol } = new URL(address);
  expect({ search, hash, protocol }).toEqual({ search: '', hash: '', protocol: 'file:' });
});

test.each(['', 'report.pdf', '../report.pdf', 'C:report.pdf', '\\report.pdf', '\\\\nas', '/half\ud800.pdf'])(
  'no address names %j',
  (path) => expect(toFileAddress(path)).toBeUndefined(),
);
