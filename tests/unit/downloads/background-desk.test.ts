import { expect, test } from 'vitest';
import { createBackgroundDesk } from '../../../entrypoints/background/create-background-desk.ts';
import { createOffscreenWorld } from '../../fakes/create-offscreen-world.ts';

const REQUEST = { id: 'one', address: 'data:,bytes', maxBytes: 100, expected: {} };
/** What the document answers, to tell it from the worker. */
const BY_DOCUMENT = { blob: new Blob(['by the document']), type: '' };

function createDesk() {
  const world = createOffscreenWorld(async () => BY_DOCUMENT);
  const desk = createBackgroundDesk({
    ...world,
    offscreen: world.newWorker(),
    isPrivate: (id) => id === 'private',
    keepAlive: (task) => task(),
    startTimer: world.clock.startTimer,
    now: world.clock.now,
    report: () => {},
  });
  return { ...world, desk };
}

test('the document copies where there may be one, else the background', async () => {
  const { desk, browser } = createDesk();
  expect(await desk.copyLink(REQUEST)).toMatchObject({ copy: { size: BY_DOCUMENT.blob.size } });
  browser.allow(false);
  expect(await desk.copyLink({ ...REQUEST, id: 'two' })).toMatchObject({ copy: { size: 'bytes'.length } });
});

test('of a private window no link is copied, and no file by the document', async () => {
  const { desk, browser } = createDesk();
  const refused = { kind: 'refused', because: 'no-access' };
  expect(await desk.copyLink({ ...REQUEST, id: 'private' })).toEqual(refused);
  expect(await desk.copyFile({ id: 'private', path: '/no/such/file', maxBytes: 100 })).toEqual(refused);
  expect(browser.madeCount()).toBe(0);
});
