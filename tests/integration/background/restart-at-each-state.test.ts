import { expect, test } from 'vitest';
import { ApiError } from '../../../lib/core/errors.ts';
import { isAtRest, SCAN_STATES, type ScanState } from '../../../lib/core/scan-machine.ts';
import { aResult } from '../../factories/scan-factory.ts';
import { createWorld, type World } from './create-world.ts';
import { eventually } from './eventually.ts';

const FILE = 'https://files.example.org/report.pdf';
const never = () => new Promise<never>(() => {});

/** How a worker comes to hang, or to have nothing left to do, with its scan in each state. */
const ARRANGEMENTS: Record<ScanState, (world: World) => Promise<string> | string> = {
  queued(world) {
    world.connections.load = never;
    return FILE;
  },
  submitting(world) {
    world.clients.answer({ submitFile: never });
    return FILE;
  },
  'waiting-to-submit'(world) {
    world.clients.answer({ submitFile: () => Promise.reject(new ApiError('unreachable')) });
    return FILE;
  },
  polling(world) {
    world.clients.answer({ fetchResult: never });
    return FILE;
  },
  'waiting-to-poll'(world) {
    world.clients.answer({ fetchResult: () => Promise.reject(new ApiError('server-error')) });
    return FILE;
  },
  // At rest, what is left to do is to tell the person: the worker dies before it has.
  'needs-bytes'(world) {
    world.notifications.show = never;
    return 'blob:https://files.example.org/0a1b';
  },
  withheld(world) {
    world.notifications.show = never;
    return 'ftp://files.example.org/report.pdf';
  },
  done(world) {
    world.clients.answer({ fetchResult: async () => aResult({ verdict: 'malicious' }) });
    world.notifications.show = never;
    return FILE;
  },
  failed(world) {
    world.clients.answer({ submitFile: () => Promise.reject(new ApiError('refused')) });
    world.notifications.show = never;
    return FILE;
  },
};

test.each(SCAN_STATES)('a worker that dies in "%s" loses nothing', async (state) => {
  const before = createWorld();
  const address = await ARRANGEMENTS[state](before);
  before.start();
  const { id } = await before.messages.send('scan', { address, source: 'link' });
  const left = await before.until(id, (scan) => scan.state === state);

  const wakesAt = before.alarm.when();
  if (!isAtRest(state)) expect(wakesAt).toBeGreaterThan(0);
  const after = createWorld({ databaseName: before.databaseName, startAt: wakesAt ?? before.clock.now() });
  after.clients.answer({ fetchResult: async () => aResult({ verdict: 'malicious' }) });
  after.start();

  const ended = await after.until(id, (scan) => isAtRest(scan.state) && scan.notice === 'shown');
  expect(ended.state).toBe(isAtRest(state) ? state : 'done');
  expect(ended.verdict).toBe(isAtRest(state) ? left.verdict : 'malicious');
  expect(ended.maybeSubmittedTwice ?? false).toBe(state === 'submitting');
  const told = [...before.notifications.shown(), ...after.notifications.shown()];
  expect(told.map((notification) => notification.id)).toEqual([id]);
  expect(after.reported).toEqual([]);
});

test('with nothing under way there is no alarm and no request', async () => {
  const world = createWorld();
  world.start();
  await eventually(() => expect(world.alarm.history()).toEqual(['clear']));
  expect(world.clients.calls()).toEqual([]);
  expect(world.clock.pending()).toEqual([]);
});
