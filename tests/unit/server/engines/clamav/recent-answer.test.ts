import { expect, it } from 'vitest';
import { createRecentAnswer } from '../../../../../server/engines/clamav/recent-answer.ts';

it('asks again only when the answer is old, which counts from when it came', async () => {
  let now = 0;
  const asked: PromiseWithResolvers<number>[] = [];
  const ask = (): Promise<number> => {
    const question = Promise.withResolvers<number>();
    asked.push(question);
    return question.promise;
  };
  const answer = createRecentAnswer(ask, 100, () => now);
  const both = [answer(), answer()];
  now = 1_000;
  both.push(answer());
  asked[0]?.resolve(1);
  expect(await Promise.all(both)).toEqual([1, 1, 1]);
  now = 1_100;
  expect(await answer()).toBe(1);
  now = 1_101;
  const next = answer();
  asked[1]?.resolve(2);
  expect([await next, await answer()]).toEqual([2, 2]);
  expect(asked).toHaveLength(2);
});
