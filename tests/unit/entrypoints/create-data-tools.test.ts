import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import { createDataTools } from '../../../entrypoints/options/create-data-tools.ts';
import { NO_CONNECTION } from '../../../lib/core/connection.ts';
import { DEFAULT_PREFERENCES } from '../../../lib/core/preferences.ts';
import { createSettingsStores } from '../../../lib/storage/settings-stores.ts';
import { aPolicy } from '../../factories/policy-factory.ts';
import { createFakeKeyValueArea } from '../../fakes/fake-key-value-area.ts';
import { createFakeManagedArea } from '../../fakes/fake-managed-area.ts';

const saved: Blob[] = [];
const cleared: string[] = [];
vi.mock('../../../entrypoints/history/save-file.ts', () => ({ saveFile: (blob: Blob) => saved.push(blob) }));
// The polyfill refuses to be outside of a browser.
vi.mock('webextension-polyfill', () => ({
  default: { storage: { local: { clear: async () => void cleared.push('settings') } } },
}));

beforeEach(() => {
  saved.splice(0);
  cleared.splice(0);
});

const OURS = 'https://scanner.example.org';

test("an administrator's values are in no exported file, and so never become the person's own", async () => {
  const area = createFakeManagedArea({ server: 'eu', mode: 'block', theme: 'dark', keepDays: 1 });
  const stores = createSettingsStores(createFakeKeyValueArea(), area);
  area.apply({});
  const preferences = { ...DEFAULT_PREFERENCES, keepDays: 7 };
  await stores.connections.save({ server: OURS, tokens: {} });
  await stores.policies.save(aPolicy({ mode: 'warn' }));
  await stores.preferences.save(preferences);
  area.apply({ server: 'eu', mode: 'block', theme: 'dark', keepDays: 1 });
  await createDataTools(stores).exportAll();
  const [file = new Blob()] = saved;
  expect(JSON.parse(await file.text())).toMatchObject({
    settings: { server: OURS, policy: aPolicy({ mode: 'warn' }), preferences },
  });

  const elsewhere = createSettingsStores(createFakeKeyValueArea(), createFakeManagedArea({}));
  await createDataTools(elsewhere).importAll(file, () => {});
  expect(await elsewhere.connections.load()).toEqual({ ...NO_CONNECTION, server: OURS });
  expect(await elsewhere.preferences.load()).toEqual(preferences);
});

test('deleting everything leaves nothing that pages keep by themselves', async () => {
  vi.stubGlobal('localStorage', { clear: () => cleared.push('pages') });
  const stores = createSettingsStores(createFakeKeyValueArea(), createFakeManagedArea({}));
  await createDataTools(stores).wipe();
  expect(cleared).toEqual(['settings', 'pages']);
  vi.unstubAllGlobals();
});
