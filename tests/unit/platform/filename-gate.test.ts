import { afterEach, expect, test, vi } from 'vitest';
import { createFilenameGate } from '../../../lib/platform/filename-gate.ts';
import type { HeldDownload } from '../../../lib/platform/hold-gate.ts';
import { createFakeEvent } from '../../fakes/fake-event.ts';

const cancel = vi.hoisted(() => vi.fn(async (_id: number) => {}));

vi.mock('webextension-polyfill', () => {
  const never = { addListener: () => {} };
  return {
    default: {
      runtime: { id: 'sluice', getURL: () => 'chrome-extension://sluice/' },
      permissions: { onAdded: never, onRemoved: never },
      downloads: { cancel },
    },
  };
});

const NOW = Date.UTC(2026, 10, 2, 9, 0, 0);

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A gate with what comes through it, in a browser that asks for a name at a time that stands still. */
function openGate() {
  vi.useFakeTimers({ now: NOW });
  const asked = createFakeEvent<[item: object, suggest: (suggestion?: object) => void]>();
  const onDeterminingFilename = { addListener: asked.add, removeListener: () => {} };
  vi.stubGlobal('chrome', { offscreen: {}, downloads: { onDeterminingFilename } });
  const held: HeldDownload[] = [];
  createFilenameGate().onHeld((each) => void held.push(each));
  const answers: (object | undefined)[] = [];
  let id = 0;
  return {
    answers,
    /** Answers how long it may be held, in ms. */
    ask(): number {
      id += 1;
      const startTime = new Date(NOW).toISOString();
      asked.fire(
        { id, url: 'https://files.example.org/a', filename: 'a', state: 'in_progress', startTime },
        (suggestion) => void answers.push(suggestion),
      );
      return (held.at(-1)?.waitsUntil ?? 0) - NOW;
    },
    held,
  };
}

test('each download that is held beside others is held a little shorter, and never less than 6 s', () => {
  const { ask } = openGate();
  const waits = Array.from({ length: 200 }, ask);
  expect(waits.slice(0, 3)).toEqual([11_000, 10_950, 10_900]);
  expect(waits.at(-1)).toBe(6_000);
});

test('those that went on or were stopped count no more', async () => {
  const { ask, held } = openGate();
  for (let count = 0; count < 3; count += 1) ask();
  held[0]?.go('a.unverified');
  await held[1]?.stop();
  expect(ask()).toBe(10_950);
});

test('one that could not be stopped still counts', async () => {
  const { ask, held } = openGate();
  ask();
  cancel.mockRejectedValueOnce(new Error('The browser refuses.'));
  await expect(held[0]?.stop()).rejects.toThrow('refuses');
  expect(ask()).toBe(10_950);
});

test('one that the browser is too busy to stop in time goes on under its marked name, and is answered once', async () => {
  const { ask, held, answers } = openGate();
  ask();
  let cancelled = () => {};
  cancel.mockImplementationOnce(() => new Promise<void>((resolve) => (cancelled = resolve)));
  const stopped = held[0]?.stop();
  held[0]?.go();
  expect(answers).toEqual([]);
  held[0]?.go('a.unverified');
  cancelled();
  expect(await stopped).toBe(true);
  expect(answers).toEqual([{ filename: 'a.unverified', conflictAction: 'uniquify' }]);
});

test('one that went on while it was being stopped is not stopped again', async () => {
  const { ask, held, answers } = openGate();
  ask();
  let refuse = (_error: Error) => {};
  cancel.mockImplementationOnce(() => new Promise<void>((_resolve, reject) => (refuse = reject)));
  const stopped = held[0]?.stop();
  held[0]?.go('a.unverified');
  refuse(new Error('Download must be in progress'));
  expect(await stopped).toBe(false);
  expect(await held[0]?.stop()).toBe(false);
  expect(answers).toHaveLength(1);
});
