import { expect, test, vi } from 'vitest';
import type { NoticeAction } from '../../../lib/core/notice-action.ts';
import { createFakeEvent } from '../../fakes/fake-event.ts';

const shown = new Set<string>();
const [clicked, buttonClicked] = [createFakeEvent<[string]>(), createFakeEvent<[string, number]>()];

// The polyfill refuses to be outside of a browser.
vi.mock('webextension-polyfill', () => ({
  default: {
    runtime: { getURL: (path: string) => path },
    notifications: {
      getAll: async () => Object.fromEntries([...shown].map((id) => [id, {}])),
      create: async (id: string) => void shown.add(id),
      clear: async (id: string) => void shown.delete(id),
      onClicked: { addListener: clicked.add },
      onButtonClicked: { addListener: buttonClicked.add },
    },
  },
}));

const { createNotifications } = await import('../../../lib/platform/notifications.ts');

test.each(['scan-1', 'one two', 'one remove', ' keep', '100%', 'ü'])(
  'a button does what it says, whatever stands in the id %j',
  async (id) => {
    const heard: [string, NoticeAction | undefined][] = [];
    const notifications = createNotifications({ hasButtons: true, toTitle: (action) => action });
    notifications.onClicked((...facts) => heard.push(facts));
    await notifications.show({ id, title: '', message: '', actions: ['show'] });
    await notifications.show({ id, title: '', message: '', actions: ['keep', 'remove'] });
    expect(shown.size).toBe(1);
    const [stands = ''] = shown;
    buttonClicked.fire(stands, 1);
    clicked.fire(stands);
    expect(heard).toEqual([
      [id, 'remove'],
      [id, undefined],
    ]);
    expect(shown.size).toBe(0);
    clicked.clear();
    buttonClicked.clear();
  },
);
