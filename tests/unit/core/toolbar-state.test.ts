import { expect, test } from 'vitest';
import { toToolbarState } from '../../../lib/core/toolbar-state.ts';

test('an alarm comes before all else, then that nothing can be sent', () => {
  expect(toToolbarState({ isAlarm: true, isConnected: false, running: 3 })).toBe('alarm');
  expect(toToolbarState({ isAlarm: false, isConnected: false, running: 3 })).toBe('off');
});

test('what is under way is told of a scanner that is there', () => {
  expect(toToolbarState({ isAlarm: false, isConnected: true, running: 1 })).toBe('working');
  expect(toToolbarState({ isAlarm: false, isConnected: true, running: 0 })).toBe('connected');
});
