import { expect, test } from 'vitest';
import { type GlobalState, globalWords } from '../../../lib/i18n/global-words.ts';
import { aPolicy } from '../../factories/policy-factory.ts';

const QUIET: GlobalState = {
  hasConsent: true,
  server: 'http://127.0.0.1:8080',
  policy: aPolicy(),
  mayHold: true,
  isOnline: true,
  isDiskFull: false,
  trouble: undefined,
};

test.each([
  [{}, 'Downloads are held until scanned'],
  [{ trouble: 'other' }, 'Downloads are held until scanned'],
  [{ hasConsent: false, server: null, isOnline: false }, 'Waiting for your consent'],
  [{ server: null, isOnline: false }, 'Not connected: downloads are not scanned yet'],
  [{ server: null, mayHold: false }, 'Not connected: downloads are not scanned yet'],
  [{ server: null, policy: aPolicy({ mode: 'off' }) }, 'Downloads are not scanned'],
] as const)('%j: %s, which is no trouble', (given, text) => {
  expect(globalWords({ ...QUIET, ...given })).toEqual({ text, isTrouble: false });
});

test.each([
  [
    { trouble: 'token-refused' },
    'Local scanner does not accept the token. Enter a valid one in the settings.',
  ],
  [{ trouble: 'unreachable' }, "Local scanner can't be reached. Scans wait until it answers."],
  [{ trouble: 'rate-limited' }, 'Local scanner asks to slow down. Scans wait a while.'],
  [{ trouble: 'rate-limited', isDiskFull: true }, 'The disk is full. There is no room for copies of files.'],
  [{ isOnline: false, isDiskFull: true }, 'You are offline. Scans wait until you are back.'],
] as const)('%j: %s, which is trouble', (given, text) => {
  expect(globalWords({ ...QUIET, ...given })).toEqual({ text, isTrouble: true });
});
