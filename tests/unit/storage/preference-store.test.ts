import { expect, test } from 'vitest';
import { DEFAULT_PREFERENCES } from '../../../lib/core/preferences.ts';
import { createPreferenceStore, PREFERENCES_KEY } from '../../../lib/storage/preference-store.ts';
import { createFakeKeyValueArea } from '../../fakes/fake-key-value-area.ts';

test('what was never set is as by default', async () => {
  expect(await createPreferenceStore(createFakeKeyValueArea()).load()).toEqual(DEFAULT_PREFERENCES);
});

test('what was saved is there again', async () => {
  const area = createFakeKeyValueArea();
  const chosen = { ...DEFAULT_PREFERENCES, theme: 'dark', notifyClean: true, keepDays: 30 } as const;
  await createPreferenceStore(area).save(chosen);
  expect(await createPreferenceStore(area).load()).toEqual(chosen);
});

test('a preference that can not be read falls back alone', async () => {
  const area = createFakeKeyValueArea();
  await area.set(PREFERENCES_KEY, { theme: 'pink', keepRows: -1, notifyClean: true });
  expect(await createPreferenceStore(area).load()).toEqual({ ...DEFAULT_PREFERENCES, notifyClean: true });
});
