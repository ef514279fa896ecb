import { expect, test } from 'vitest';
import { createBeginnings } from '../../../lib/downloads/beginnings.ts';
import type { HeldDownload } from '../../../lib/platform/hold-gate.ts';
import { aDownload } from '../../factories/download-factory.ts';

const FILE = 'https://files.example.org/setup.exe';
const SEEN = {
  downloadId: 7,
  addresses: [FILE],
  page: '',
  name: '',
  size: undefined,
  isPrivateWindow: false,
  canBeHeld: true,
};
const held = (downloadId: number | undefined): HeldDownload => ({
  ...SEEN,
  downloadId,
  type: '',
  isOwn: false,
  method: undefined,
  mayBeListed: true,
  canName: true,
  waitsUntil: 0,
  go() {},
  stop: async () => true,
  whenGone() {},
});

function make() {
  let lastId = 0;
  let now = 0;
  const beginnings = createBeginnings({
    newId() {
      lastId += 1;
      return `id-${lastId}`;
    },
    now: () => now,
    begin: async () => ({ isFollowed: true, isHeld: true }),
  });
  const wait = (ms: number) => {
    now += ms;
  };
  return { beginnings, wait };
}

test('a download that is told of twice begins once', () => {
  const { beginnings } = make();
  expect(beginnings.start(SEEN).id).toBe('id-1');
  expect(beginnings.has(7)).toBe(true);
  expect(beginnings.of(held(7)).id).toBe('id-1');
  expect(beginnings.of(held(8)).id).toBe('id-2');
});

test('a request without a number is that of the download that was just listed at its address, once', () => {
  const { beginnings } = make();
  beginnings.start(SEEN);
  expect(beginnings.of(held(undefined)).id).toBe('id-1');
  expect(beginnings.of(held(undefined)).id).toBe('id-2');
});

test('a request much later is another download', () => {
  const { beginnings, wait } = make();
  beginnings.start(SEEN);
  wait(5_001);
  expect(beginnings.of(held(undefined)).id).toBe('id-2');
});

test('a download that is listed right after its request was asked about is that one’s, once', () => {
  const { beginnings } = make();
  const listed = aDownload({ addresses: [FILE] });
  const { id, isListed } = beginnings.of(held(undefined));
  expect(isListed).toBe(false);
  expect([beginnings.adopt(listed), beginnings.adopt(listed)]).toEqual([id, undefined]);
});

test('a request that is no saved link is not listed before it goes on, and nothing that is listed is its', () => {
  const { beginnings } = make();
  beginnings.start(SEEN);
  expect(beginnings.of({ ...held(undefined), mayBeListed: false }).id).toBe('id-2');
  expect(beginnings.adopt(aDownload({ addresses: [FILE] }))).toBeUndefined();
});

test('what is known to be a hold’s is told of for the second time, and is nobody else’s', () => {
  const { beginnings } = make();
  const { id } = beginnings.of(held(undefined));
  beginnings.note(9, id);
  expect(beginnings.has(9)).toBe(true);
  expect(beginnings.adopt(aDownload({ addresses: [FILE] }))).toBeUndefined();
  expect(beginnings.of(held(undefined)).id).toBe('id-2');
});
