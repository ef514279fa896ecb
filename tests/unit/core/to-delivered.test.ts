import { expect, test } from 'vitest';
import { toDelivered } from '../../../lib/core/to-delivered.ts';
import { aDownload } from '../../factories/download-factory.ts';

test('of nothing, nothing is known', () => {
  expect(toDelivered(undefined)).toBeUndefined();
});

test('a size that was announced is not final before every byte is in', () => {
  const on = aDownload({ total: 100, received: 40, type: 'application/zip' });
  expect(toDelivered(on)).toEqual({ size: 100, isFinal: false, type: 'application/zip' });
  expect(toDelivered({ ...on, received: 100 })).toMatchObject({ isFinal: true });
  expect(toDelivered({ ...on, state: 'complete' })).toMatchObject({ isFinal: true });
});

test('what was not told is left out', () => {
  expect(toDelivered(aDownload({ total: undefined, type: '' }))).toEqual({ isFinal: false });
});

test('of a request that is held, what the site said is all that will be known', () => {
  const listed = aDownload({ total: undefined, type: '' });
  expect(toDelivered(listed, undefined, { size: 7, type: 'application/zip' })).toEqual({
    size: 7,
    isFinal: true,
    type: 'application/zip',
  });
  expect(toDelivered(undefined, undefined, { size: undefined, type: '' })).toEqual({ isFinal: true });
});
