import { expect, test } from 'vitest';
import { createOffscreen } from '../../../lib/platform/offscreen.ts';
import { createOffscreenJobs, IDLE_QUESTION } from '../../../lib/platform/offscreen-jobs.ts';
import { createDeferred } from '../../fakes/deferred.ts';
import { createFakeOffscreenBrowser } from '../../fakes/fake-offscreen-browser.ts';

const pause = async () => {};
const echo = () => ({ echo: async (request: unknown) => request });

test('one document is made, however many ask at once', async () => {
  const browser = createFakeOffscreenBrowser(echo);
  const offscreen = createOffscreen({ browser, pause });
  expect(await Promise.all([1, 2, 3].map((request) => offscreen.ask('echo', request)))).toEqual([1, 2, 3]);
  expect(browser.madeCount()).toBe(1);
});

test('a document that another worker is about to make is used', async () => {
  const browser = createFakeOffscreenBrowser(echo);
  let looks = 0;
  const late = { ...browser, hasDocument: async () => (looks++ === 0 ? false : browser.hasDocument()) };
  await browser.createDocument();
  expect(await createOffscreen({ browser: late, pause }).ask('echo', 1)).toBe(1);
});

test('a document whose script has not run yet is asked again', async () => {
  const browser = createFakeOffscreenBrowser(echo, () => 3);
  expect(await createOffscreen({ browser, pause }).ask('echo', 1)).toBe(1);
});

test('a question that nobody answers fails in the end', async () => {
  const offscreen = createOffscreen({ browser: createFakeOffscreenBrowser(echo), pause });
  await expect(offscreen.ask('other', 1)).rejects.toThrow('does not answer "other"');
});

test('without the permission it rejects, and makes nothing where it is only asked if it is there', async () => {
  const browser = createFakeOffscreenBrowser(echo);
  const offscreen = createOffscreen({ browser, pause });
  expect(await offscreen.askIfThere('echo', 1)).toBeUndefined();
  expect(browser.madeCount()).toBe(0);
  browser.allow(false);
  await expect(offscreen.ask('echo', 1)).rejects.toThrow('permission');
});

test('it is closed at rest only where it is idle, and nobody asks', async () => {
  let isIdle = false;
  const work = createDeferred<string>();
  const handlers = { [IDLE_QUESTION]: async () => isIdle, work: () => work.promise };
  const browser = createFakeOffscreenBrowser(() => handlers);
  const offscreen = createOffscreen({ browser, pause });
  await offscreen.rest();
  expect(browser.madeCount()).toBe(0);
  const asked = offscreen.ask('work', {});
  await offscreen.rest();
  expect(await browser.hasDocument()).toBe(true);
  isIdle = true;
  await offscreen.rest();
  expect(await browser.hasDocument()).toBe(true);
  work.resolve('done');
  await asked;
  await offscreen.rest();
  expect(await browser.hasDocument()).toBe(false);
  // And is made again.
  expect(await offscreen.ask('work', {})).toBe('done');
});

test('only so many outcomes are kept for good, and those that nobody has heard stay', async () => {
  const jobs = createOffscreenJobs<string>({
    startTimer: () => () => {},
    keep: () => 'for-good',
    toOutcome: String,
    onSettled: () => {},
  });
  await jobs.run('unheard', async () => 'one');
  for (let count = 0; count <= 500; count += 1) {
    await jobs.run(`heard-${count}`, async () => 'two');
    jobs.receive(`heard-${count}`);
  }
  expect(jobs.peek('heard-0')).toBeUndefined();
  expect(jobs.peek('heard-1')).toEqual({ state: 'settled', key: 'heard-1', outcome: 'two' });
  expect(jobs.peek('unheard')).toEqual({ state: 'settled', key: 'unheard', outcome: 'one' });
  expect(jobs.isIdle()).toBe(false);
});
