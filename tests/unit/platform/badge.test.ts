import { beforeEach, expect, test, vi } from 'vitest';
import { createBadge } from '../../../lib/platform/badge.ts';

const action = vi.hoisted(() => ({
  setBadgeBackgroundColor: vi.fn(async (_details: object) => {}),
  setBadgeTextColor: vi.fn(async (_details: object) => {}),
  setBadgeText: vi.fn(async (_details: object) => {}),
  setTitle: vi.fn(async (_details: object) => {}),
  setIcon: vi.fn(async (_details: object) => {}),
}));

vi.mock('webextension-polyfill', () => ({ default: { action } }));

beforeEach(() => vi.clearAllMocks());

const toCalls = () => Object.entries(action).map(([name, { mock }]) => [name, mock.calls.length]);

test('the first look tells the browser everything, and the same again nothing', async () => {
  const badge = createBadge((state) => `Sluice: ${state}`);
  await badge.show('connected', 0);
  await badge.show('connected', 0);
  expect(toCalls().map(([, calls]) => calls)).toEqual([1, 1, 1, 1, 1]);
});

test('where only the count changes, only the text is told', async () => {
  const badge = createBadge((state) => `Sluice: ${state}`);
  await badge.show('connected', 0);
  vi.clearAllMocks();
  await badge.show('connected', 120);
  expect(action.setBadgeText.mock.calls).toEqual([[{ text: '99+' }]]);
  expect(Object.fromEntries(toCalls())).toMatchObject({
    setTitle: 0,
    setIcon: 0,
    setBadgeBackgroundColor: 0,
  });
});

test('an alarm changes all of it, and what the browser refused is told again', async () => {
  const badge = createBadge((state) => `Sluice: ${state}`);
  await badge.show('connected', 1);
  action.setIcon.mockRejectedValueOnce(new Error('The browser refuses.'));
  await expect(badge.show('alarm', 1)).rejects.toThrow('refuses');
  await badge.show('alarm', 1);
  expect(action.setBadgeText.mock.calls.at(-1)).toEqual([{ text: '!' }]);
  expect(action.setTitle.mock.calls.at(-1)).toEqual([{ title: 'Sluice: alarm' }]);
  expect(action.setIcon).toHaveBeenCalledTimes(3);
});
