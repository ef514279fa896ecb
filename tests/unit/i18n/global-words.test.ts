import { expect, test } from 'vitest';
import { type GlobalState, globalWords } from '../../../lib/i18n/global-words.ts';
import { aPolicy } from '../../factories/policy-factory.ts';

const QUIET: GlobalState = {
  server: 'http://127.0.0.1:8080',
  policy: aPolicy(),
  mayHold: true,
  isOnline: true,
  isDiskFull: false,
  trouble: undefined,
};

test.each([
  [{}, 'Downloads are held until scanned'],
  [{ trouble: 'unauthorized' }, 'Downloads are held until scanned'],
  [{ trouble: 'rate-limited' }, 'Local scanner asks to slow down. Scans wait a while.'],
  [{ trouble: 'rate-limited', isDiskFull: true }, 'The disk is full. There is no room for copies of files.'],
  [{ isOnline: false, isDiskFull: true }, 'You are offline. Scans wait until you are back.'],
] as const)('%j: %s', (given, text) => {
  const words = globalWords({ ...QUIET, ...given });
  expect(words.text).toBe(text);
  expect(words.isTrouble).toBe(!text.startsWith('Downloads'));
});
