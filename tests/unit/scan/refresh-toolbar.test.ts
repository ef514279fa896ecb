import { expect, test } from 'vitest';
import type { ToolbarState } from '../../../lib/core/toolbar-state.ts';
import { createRefreshToolbar } from '../../../lib/scan/refresh-toolbar.ts';
import { aConnection } from '../../factories/connection-factory.ts';
import { createDeferred } from '../../fakes/deferred.ts';

test('a slow older look is not shown over a newer one', async () => {
  const asked: ToolbarState[] = [];
  const shown: ToolbarState[] = [];
  const first = createDeferred<void>();
  let isAlarm = true;
  const refresh = createRefreshToolbar({
    store: { countActive: async () => 0 },
    alerts: { load: async () => isAlarm },
    connections: { load: async () => aConnection() },
    consents: { load: async () => ({ version: 1, givenAt: 0, by: 'person' }) },
    badge: {
      async show(state) {
        asked.push(state);
        if (state === 'alarm') await first.promise;
        shown.push(state);
      },
    },
    report: () => {},
  });
  const older = refresh();
  await expect.poll(() => asked).toEqual(['alarm']);
  isAlarm = false;
  const newer = refresh();
  first.resolve();
  await Promise.all([older, newer]);
  expect(shown.at(-1)).toBe('connected');
});
