import { expect, test } from 'vitest';
import { createGroupedNotifications, SUMMARY_ID } from '../../../lib/scan/grouped-notifications.ts';
import { createFakeNotifications } from '../../fakes/fake-notifications.ts';

function create() {
  const notifications = createFakeNotifications();
  const grouped = createGroupedNotifications({
    notifications,
    toSummary: (counts) => ({ title: JSON.stringify(counts), message: '' }),
    now: () => 1_000_000,
  });
  return { notifications, grouped };
}

test('of many, the first stand by themselves, and one notification counts the others', async () => {
  const { notifications, grouped } = create();
  for (const id of ['a', 'b', 'c', 'd', 'e'])
    await grouped.show({ id, title: id, message: '', weight: 'alarm' });
  expect(notifications.shown().map(({ id }) => id)).toEqual(['a', 'b', 'c', SUMMARY_ID, SUMMARY_ID]);
  expect(notifications.shown().at(-1)?.title).toBe('{"alarm":2,"question":0,"news":0}');
});

test('what could not be shown is told again as itself', async () => {
  const { notifications, grouped } = create();
  notifications.failWith(new Error('The system takes none.'));
  await expect(grouped.show({ id: 'a', title: 'a', message: '' })).rejects.toThrow('takes none');
  notifications.failWith(undefined);
  await grouped.show({ id: 'a', title: 'a\u202e', message: 'm' });
  expect(notifications.shown()).toEqual([{ id: 'a', title: 'a⟨RLO⟩', message: 'm' }]);
});
