import { expect, test } from 'vitest';
import { createOnce } from '../../../lib/core/create-once.ts';

test('what was done is not done again; what failed is', async () => {
  const answers = [Promise.reject(new RangeError('no')), Promise.resolve('first'), Promise.resolve('second')];
  let calls = 0;
  const once = createOnce(async () => answers[calls++]);
  const [one, other] = [once(), once()];
  await expect(one).rejects.toThrow(RangeError);
  await expect(other).rejects.toThrow(RangeError);
  expect(calls).toBe(1);
  expect(await Promise.all([once(), once()])).toEqual(['first', 'first']);
  expect(await once()).toBe('first');
  expect(calls).toBe(2);
});
