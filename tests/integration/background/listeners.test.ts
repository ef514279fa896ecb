import { expect, test } from 'vitest';
import { createWorld } from './create-world.ts';

test('every listener stands when the first turn ends', () => {
  const world = createWorld();
  world.start();
  expect({
    alarm: world.alarm.listenerCount(),
    historyAlarm: world.historyAlarm.listenerCount(),
    guardAlarm: world.guardAlarm.listenerCount(),
    changes: world.changes.listenerCount(),
    menu: world.contextMenus.listenerCount(),
    downloads: world.downloads.listenerCounts(),
    lifecycle: world.lifecycle.listenerCounts(),
    messages: world.messages.listenerCount(),
    notifications: world.notifications.listenerCount(),
    connection: world.connections.listenerCount(),
    granted: world.granted.listenerCount(),
    policy: world.policyArea.listenerCount(),
    consent: world.consents.listenerCount(),
    shortcuts: world.shortcuts.listenerCounts(),
  }).toEqual({
    shortcuts: { command: 1, entered: 1 },
    alarm: 1,
    menu: 1,
    guardAlarm: 1,
    historyAlarm: 1,
    downloads: { created: 1, changed: 1, held: 1 },
    changes: 1,
    lifecycle: { installed: 1, startup: 1 },
    messages: 1,
    notifications: 1,
    connection: 1,
    granted: 1,
    policy: 1,
    // For the scans that wait for it, for the uploads that end with it, and as a part of the policy.
    consent: 3,
  });
});
