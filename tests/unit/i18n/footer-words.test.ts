import { expect, test } from 'vitest';
import { footerWords } from '../../../lib/i18n/footer-words.ts';
import { aPolicy } from '../../factories/policy-factory.ts';

test.each([
  ['block', true, true, 'Downloads are held until scanned'],
  ['warn', true, true, 'Downloads are held until scanned'],
  ['block', true, false, 'Downloads are scanned, then removed if malicious'],
  ['block', false, true, 'Downloads are scanned, then removed if malicious'],
  ['warn', true, false, 'Downloads are scanned, not held'],
  ['warn', false, true, 'Downloads are scanned, not held'],
  ['silent', true, true, 'Downloads are scanned, not held'],
  ['off', true, true, 'Downloads are not scanned'],
] as const)('%s, hold %s, leave %s: %s', (mode, holdUntilScanned, mayHold, words) => {
  expect(footerWords(aPolicy({ mode, holdUntilScanned }), mayHold)).toBe(words);
});
