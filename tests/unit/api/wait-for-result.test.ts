import { describe, expect, test } from 'vitest';
import { wait } from '../../../lib/api/wait.ts';
import { type Poll, type WaitOptions, waitForResult } from '../../../lib/api/wait-for-result.ts';
import { ApiError } from '../../../lib/core/errors.ts';
import { dispositionOf, PROBLEMS } from '../../../lib/core/problem.ts';
import type { ScanResult } from '../../../lib/core/scan.ts';
import { aResult } from '../../factories/scan-factory.ts';
import { START_OF_TEST } from '../../fakes/fake-clock.ts';
import { errorOf } from '../../fixtures/api/error-of.ts';

type Answer = ScanResult | ApiError | undefined;

/**
 * Waits in a time of its own for what a server answers, one after the other and the last for ever.
 * @param answerMs how long each answer takes, unless it is cut off
 */
function waiting(answers: readonly Answer[], options: Partial<WaitOptions> = {}, answerMs = 0) {
  const scan = { scanId: 4711, submittedAt: START_OF_TEST };
  const limits: number[] = [];
  const asked: number[] = [];
  const polls: Poll[] = [];
  let time = START_OF_TEST;
  const result = waitForResult(
    {
      async fetchResult(askedFor, { timeoutMs }) {
        expect(askedFor).toEqual(scan);
        limits.push(timeoutMs);
        asked.push(time - START_OF_TEST);
        time += Math.min(answerMs, timeoutMs);
        const answer = answers[Math.min(limits.length, answers.length) - 1];
        if (answer instanceof ApiError) throw answer;
        return answer;
      },
      timeoutMs: 20_000,
      now: () => time,
      random: () => 0,
      async wait(ms, signal) {
        signal?.throwIfAborted();
        time += ms;
      },
    },
    scan,
    { deadlineMs: 60_000, onPoll: (poll) => void polls.push(poll), ...options },
  );
  return { result, limits, asked, polls, elapsed: () => time - START_OF_TEST };
}

describe('a result', () => {
  test('that is there is answered at once', async () => {
    const { result, polls, elapsed } = waiting([aResult()]);
    expect(await result).toEqual(aResult());
    expect(polls).toEqual([]);
    expect(elapsed()).toBe(0);
  });

  test('is asked for by the schedule', async () => {
    const { result, polls } = waiting([undefined, undefined, undefined, aResult({ verdict: 'malicious' })]);
    expect(await result).toMatchObject({ verdict: 'malicious' });
    expect(polls).toEqual([
      { count: 1, nextDelayMs: 500 },
      { count: 2, nextDelayMs: 500 },
      { count: 3, nextDelayMs: 1_000 },
    ]);
  });

  test('is asked for again after failures that pass, later each time', async () => {
    const lost = new ApiError('connection-lost');
    const { result, polls } = waiting([lost, lost, undefined, lost, aResult()]);
    expect(await result).toEqual(aResult());
    expect(polls.map(({ nextDelayMs, problem }) => [nextDelayMs, problem])).toEqual([
      [2_000, 'connection-lost'],
      [4_000, 'connection-lost'],
      [1_000, undefined],
      [2_000, 'connection-lost'],
    ]);
  });

  test('is asked for when the server says so', async () => {
    const { result, polls } = waiting([new ApiError('rate-limited', { retryAfterMs: 30_000 }), aResult()]);
    await result;
    expect(polls).toEqual([{ count: 1, nextDelayMs: 30_000, problem: 'rate-limited' }]);
  });
});

describe('the deadline', () => {
  const LOST = new ApiError('connection-lost');

  test('ends it with a code of its own, after a last question that has 2 s', async () => {
    const { result, limits, asked, polls } = waiting([undefined], { deadlineMs: 10_500 });
    expect(await errorOf(result)).toMatchObject({ problem: 'no-verdict', cause: undefined });
    expect(asked.at(-1)).toBe(8_500);
    expect(limits.at(-1)).toBe(2_000);
    expect(polls.at(-1)).toEqual({ count: asked.length });
  });

  test('does not hide a result that comes in a long pause before it', async () => {
    const { result, asked } = waiting([LOST, LOST, LOST, LOST, LOST, aResult()]);
    expect(await result).toEqual(aResult());
    expect(asked).toEqual([0, 2_000, 6_000, 14_000, 30_000, 58_000]);
  });

  test.each([
    [1_000, [0, 500]],
    [3_000, [0, 500, 1_000, 1_500]],
  ])('of %d ms leaves half of it to the last question', async (deadlineMs, times) => {
    const { result, asked } = waiting([undefined], { deadlineMs });
    await errorOf(result);
    expect(asked).toEqual(times);
  });

  test('cuts off the last question, so that nothing ends after it', async () => {
    const { result, asked, elapsed } = waiting([undefined], {}, 20_000);
    expect(await errorOf(result)).toMatchObject({ problem: 'no-verdict' });
    expect(asked).toEqual([0, 23_000, 49_450]);
    expect(elapsed()).toBe(60_000);
  });

  test('ends it with the last failure as the cause', async () => {
    const { result } = waiting([LOST]);
    expect(await errorOf(result)).toMatchObject({ problem: 'no-verdict', cause: LOST });
  });

  test('has nothing asked sooner than the server has said', async () => {
    const cause = new ApiError('server-error', { retryAfterMs: 60_000 });
    const { result, asked, polls } = waiting([cause]);
    expect(await errorOf(result)).toMatchObject({ problem: 'no-verdict', cause });
    expect(asked).toEqual([0]);
    expect(polls).toEqual([{ count: 1, problem: 'server-error' }]);
  });

  test('lets a question be the last that the server has asked for', async () => {
    const { result, limits } = waiting([new ApiError('rate-limited', { retryAfterMs: 59_000 }), aResult()]);
    expect(await result).toEqual(aResult());
    expect(limits).toEqual([20_000, 1_000]);
  });

  test('that has passed lets nothing be asked', async () => {
    const { result, limits } = waiting([aResult()], { deadlineMs: 0 });
    expect(await errorOf(result)).toMatchObject({ problem: 'no-verdict' });
    expect(limits).toEqual([]);
  });
});

test.each(PROBLEMS)('%s ends it, or passes', async (problem) => {
  const { result } = waiting([new ApiError(problem), aResult()]);
  if (dispositionOf(problem, 'poll') === 'again') expect(await result).toEqual(aResult());
  else expect((await errorOf(result)).problem).toBe(problem);
});

describe('a signal', () => {
  test('ends it with its reason', async () => {
    const controller = new AbortController();
    const reason = new Error('no longer wanted');
    const onPoll = () => controller.abort(reason);
    await expect(waiting([undefined], { signal: controller.signal, onPoll }).result).rejects.toBe(reason);
  });

  test('ends it with its reason after the last question, too', async () => {
    const controller = new AbortController();
    const reason = new Error('no longer wanted');
    const onPoll = ({ nextDelayMs }: Poll) => {
      if (nextDelayMs === undefined) controller.abort(reason);
    };
    await expect(waiting([undefined], { signal: controller.signal, onPoll }).result).rejects.toBe(reason);
  });

  test('ends a pause, before and while it lasts', async () => {
    const reason = new Error('no longer wanted');
    await expect(wait(3_600_000, AbortSignal.abort(reason))).rejects.toBe(reason);
    const controller = new AbortController();
    const pause = wait(3_600_000, controller.signal);
    controller.abort(reason);
    await expect(pause).rejects.toBe(reason);
  });

  test('that stays silent lets a pause end by itself', async () => {
    await expect(wait(1, new AbortController().signal)).resolves.toBeUndefined();
  });
});
