import { expect, test } from 'vitest';
import type { Hold } from '../../../lib/core/hold.ts';
import { isHoldNews } from '../../../lib/core/is-hold-news.ts';
import { aHold } from '../../factories/hold-factory.ts';

const NEWS: readonly Partial<Hold>[] = [
  { state: 'parked', question: 'encrypted' },
  { state: 'released', place: 'marked-name' },
  { state: 'kept', fate: { do: 'keep', by: 'policy', because: 'malicious' } },
  { state: 'removed', fate: { do: 'remove', by: 'policy', because: 'malicious' } },
  { state: 'gone', lostBecause: 'bytes-missing' },
];
const NO_NEWS: readonly Partial<Hold>[] = [
  { state: 'held' },
  { state: 'released', place: 'own-name' },
  { state: 'kept', fate: { do: 'keep', by: 'person', because: 'encrypted' } },
  { state: 'kept', fate: { do: 'keep', by: 'policy', because: 'private-host' } },
  { state: 'removed', fate: { do: 'remove', by: 'person', because: 'choice' } },
  { state: 'gone', lostBecause: 'person' },
];

test.each(NEWS)('is told: %o', (given) => {
  expect(isHoldNews(aHold(given))).toBe(true);
});

test.each(NO_NEWS)('is not told: %o', (given) => {
  expect(isHoldNews(aHold(given))).toBe(false);
});
