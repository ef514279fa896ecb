import { describe, expect, test } from 'vitest';
import { DEFAULT_PREFERENCES } from '../../../lib/core/preferences.ts';
import {
  readSettingsFile,
  type SettingsFile,
  toSettingsFileHead,
} from '../../../lib/storage/settings-file.ts';
import { aPolicy } from '../../factories/policy-factory.ts';

const HERE: SettingsFile = {
  server: 'http://127.0.0.1:8080',
  policy: aPolicy({ mode: 'warn' }),
  preferences: { ...DEFAULT_PREFERENCES, askBeforeDocuments: true, notifyClean: true, keepDays: 90 },
};
const HISTORY = { format: 'sluice-history', version: 1, scans: [{ id: 'one' }, 7] };
const SETTINGS: SettingsFile = {
  server: 'https://scanner.example.org',
  policy: aPolicy({ mode: 'silent', allow: [{ kind: 'ending', ending: 'txt', why: 'Harmless.' }] }),
  preferences: { ...DEFAULT_PREFERENCES, theme: 'dark', keepDays: 30 },
};

const read = (text: string, hasHistory = false) => readSettingsFile(text, HERE, hasHistory);
const fileOf = (settings: object) =>
  JSON.stringify({ format: 'sluice', version: 1, settings, history: HISTORY });

test('what was exported is read to the last field', () => {
  const text = `${toSettingsFileHead(SETTINGS)}${JSON.stringify(HISTORY)}}\n`;
  expect(read(text)).toEqual({
    settings: SETTINGS,
    untaken: [],
    scans: HISTORY.scans,
  });
});

test('a history alone leaves the settings as they are', () => {
  expect(read(JSON.stringify(HISTORY))).toEqual({
    settings: undefined,
    untaken: [],
    scans: HISTORY.scans,
  });
});

test('what can not be read stays as it is here, and is named', () => {
  const policy = { ...SETTINGS.policy, mode: 'quarantine', block: [{ kind: 'colour' }] };
  const preferences = { theme: 'pink', askBeforeDocuments: 'no', keepDays: 1e300, keepRows: -1 };
  const file = read(fileOf({ server: 'ftp://example.org', policy, preferences }));
  expect(file?.settings).toEqual({ ...HERE, policy: { ...SETTINGS.policy, mode: 'warn' } });
  expect(file?.untaken).toEqual([
    'server',
    'mode',
    'block[0]',
    'theme',
    'askBeforeDocuments',
    'keepDays',
    'keepRows',
  ]);
});

test('what is missing stays as it is here', () => {
  const { policy } = SETTINGS;
  expect(read(fileOf({ server: null, policy }))).toMatchObject({
    settings: { ...HERE, policy },
    untaken: [],
  });
  expect(read(fileOf({ policy, preferences: {} }))).toMatchObject({
    settings: { ...HERE, policy },
    untaken: [],
  });
});

test.each([null, 7, 'text'])('preferences that are %j are named one by one', (preferences) => {
  const file = read(fileOf({ ...SETTINGS, preferences }));
  expect(file?.settings?.preferences).toEqual(HERE.preferences);
  expect(file?.untaken.toSorted()).toEqual(Object.keys(DEFAULT_PREFERENCES).toSorted());
});

test.each([7, '', 'http://example.org', 'javascript:alert(1)', 'https://user:password@example.org'])(
  'no scanner is taken from %j, and the one that is connected stays',
  (server) => {
    const file = read(fileOf({ ...SETTINGS, server }));
    expect(file?.settings?.server).toBe(HERE.server);
    expect(file?.untaken).toEqual(['server']);
  },
);

describe('a history that is kept', () => {
  const keeping = (keepDays: number, keepRows: number) =>
    fileOf({ ...SETTINGS, preferences: { ...HERE.preferences, keepDays, keepRows } });

  test('is not made shorter by a file where there is one', () => {
    const file = read(keeping(1, 1), true);
    expect(file?.settings?.preferences).toEqual(HERE.preferences);
    expect(file?.untaken).toEqual(['keepDays', 'keepRows']);
  });

  test.each([
    [90, 100_000],
    [0, 0],
    [365, 999_999_999],
  ])('may be as long or longer: %i days, %i scans', (keepDays, keepRows) => {
    const file = read(keeping(keepDays, keepRows), true);
    expect(file?.settings?.preferences).toEqual({ ...HERE.preferences, keepDays, keepRows });
    expect(file?.untaken).toEqual([]);
  });

  test('may be any where there is none yet', () => {
    expect(read(keeping(1, 1))).toMatchObject({
      settings: { preferences: { keepDays: 1, keepRows: 1 } },
      untaken: [],
    });
  });
});

describe('no file of ours', () => {
  test.each([
    '',
    '7',
    '[]',
    '{}',
    '{"format":"sluice"}',
    fileOf({ server: 7 }),
    '{"format":"sluice-history"',
  ])('%s', (text) => expect(read(text)).toBeUndefined());
});
