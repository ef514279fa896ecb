import { describe, expect, test } from 'vitest';
import { DEFAULT_PREFERENCES } from '../../../lib/core/preferences.ts';
import {
  readSettingsFile,
  type SettingsFile,
  toSettingsFileHead,
} from '../../../lib/storage/settings-file.ts';
import { aPolicy } from '../../factories/policy-factory.ts';

const HERE = aPolicy({ mode: 'warn' });
const HISTORY = { format: 'sluice-history', version: 1, scans: [{ id: 'one' }, 7] };
const SETTINGS: SettingsFile = {
  server: 'https://scanner.example.org',
  policy: aPolicy({ mode: 'silent', allow: [{ kind: 'ending', ending: 'txt', why: 'Harmless.' }] }),
  preferences: { ...DEFAULT_PREFERENCES, theme: 'dark', keepDays: 30 },
};

const fileOf = (settings: object) =>
  JSON.stringify({ format: 'sluice', version: 1, settings, history: HISTORY });

test('what was exported is read to the last field', () => {
  const text = `${toSettingsFileHead(SETTINGS)}${JSON.stringify(HISTORY)}}\n`;
  expect(readSettingsFile(text, HERE)).toEqual({
    settings: SETTINGS,
    unreadable: [],
    scans: HISTORY.scans,
  });
});

test('a history alone leaves the settings as they are', () => {
  expect(readSettingsFile(JSON.stringify(HISTORY), HERE)).toEqual({
    settings: undefined,
    unreadable: [],
    scans: HISTORY.scans,
  });
});

test('what can not be read of the policy stays as it is here, and is named', () => {
  const policy = { ...SETTINGS.policy, mode: 'quarantine', block: [{ kind: 'colour' }] };
  const read = readSettingsFile(fileOf({ ...SETTINGS, policy, preferences: { theme: 'pink' } }), HERE);
  expect(read?.settings?.policy).toEqual({ ...SETTINGS.policy, mode: 'warn' });
  expect(read?.settings?.preferences).toEqual(DEFAULT_PREFERENCES);
  expect(read?.unreadable).toEqual(['mode', 'block[0]']);
});

test.each([null, 'http://example.org', 'javascript:alert(1)', 'https://user:password@example.org'])(
  'no scanner is taken from %j',
  (server) => expect(readSettingsFile(fileOf({ ...SETTINGS, server }), HERE)?.settings?.server).toBeNull(),
);

describe('no file of ours', () => {
  test.each([
    '',
    '7',
    '[]',
    '{}',
    '{"format":"sluice"}',
    fileOf({ server: 7 }),
    '{"format":"sluice-history"',
  ])('%s', (text) => expect(readSettingsFile(text, HERE)).toBeUndefined());
});
