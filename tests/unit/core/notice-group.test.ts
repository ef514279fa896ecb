import { expect, test } from 'vitest';
import {
  addNotice,
  countNotices,
  NOTICES_TOGETHER_MS,
  type NoticeGroup,
} from '../../../lib/core/notice-group.ts';

const START = 1_000_000;

function groupOf(ids: readonly string[], weight: 'alarm' | 'news' = 'news'): NoticeGroup {
  const group = ids.reduce<NoticeGroup | undefined>(
    (before, id) => addNotice(before, { id, weight }, START),
    undefined,
  );
  if (group === undefined) throw new Error('No ids.');
  return group;
}

test('three are shown each by itself, what comes more is summed up', () => {
  const group = groupOf(['a', 'b', 'c', 'd', 'e']);
  expect(group.alone).toEqual(['a', 'b', 'c']);
  expect([...group.summed.keys()]).toEqual(['d', 'e']);
});

test('one that is told again is counted once, and by what it is now', () => {
  const again = addNotice(groupOf(['a', 'b', 'c', 'd']), { id: 'd', weight: 'alarm' }, START);
  expect(countNotices(again)).toEqual({ alarm: 1, question: 0, news: 0 });
  const alone = addNotice(again, { id: 'a', weight: 'alarm' }, START);
  expect(countNotices(alone)).toEqual({ alarm: 1, question: 0, news: 0 });
});

test('after a while a new one stands by itself again', () => {
  const full = groupOf(['a', 'b', 'c', 'd']);
  const inTime = addNotice(full, { id: 'e', weight: 'news' }, START + NOTICES_TOGETHER_MS);
  expect(inTime.summed.has('e')).toBe(true);
  const later = addNotice(inTime, { id: 'f', weight: 'news' }, inTime.lastAt + NOTICES_TOGETHER_MS + 1);
  expect(later).toEqual({ lastAt: inTime.lastAt + NOTICES_TOGETHER_MS + 1, alone: ['f'], summed: new Map() });
});
