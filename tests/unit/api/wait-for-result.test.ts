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

/** Waits in a time of its own for what a server answers, one after the other and the last for ever. */
function waiting(answers: readonly Answer[], options: Partial<WaitOptions> = {}) {
  const scan = { scanId: 4711, submittedAt: START_OF_TEST };
  const limits: number[] = [];
  const polls: Poll[] = [];
  let time = START_OF_TEST;
  const result = waitForResult(
    {
      async fetchResult(asked, { timeoutMs }) {
        expect(asked).toEqual(scan);
        limits.push(timeoutMs);
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
  return { result, limits, polls, elapsed: () => time - START_OF_TEST };
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
      { count: 1, nextDelayMs: 1_000 },
      { count: 2, nextDelayMs: 1_000 },
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
  test('ends it, to the millisecond, with a code of its own', async () => {
    const { result, elapsed, limits } = waiting([undefined], { deadlineMs: 10_500 });
    expect(await errorOf(result)).toMatchObject({ problem: 'no-verdict' });
    expect(elapsed()).toBe(10_500);
    expect(Math.max(...limits)).toBeLessThanOrEqual(10_500);
  });

  test('ends it with the last failure as the cause', async () => {
    const cause = new ApiError('server-error', { retryAfterMs: 3_600_000 });
    const { result, elapsed } = waiting([cause]);
    expect(await errorOf(result)).toMatchObject({ problem: 'no-verdict', cause });
    expect(elapsed()).toBe(60_000);
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
