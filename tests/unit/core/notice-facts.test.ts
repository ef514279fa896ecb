import { expect, test } from 'vitest';
import { holdNoticeFacts, scanNoticeFacts } from '../../../lib/core/notice-facts.ts';
import { aHold } from '../../factories/hold-factory.ts';
import { aScan } from '../../factories/scan-factory.ts';

test('a result can be looked at or scanned again; a malicious one is an alarm', () => {
  expect(scanNoticeFacts(aScan({ state: 'done', verdict: 'clean' }))).toEqual({
    actions: ['show', 'again'],
    weight: 'news',
  });
  expect(scanNoticeFacts(aScan({ state: 'done', verdict: 'malicious' })).weight).toBe('alarm');
});

test('a document that waits for a word is a question, which is answered in its details', () => {
  const scan = aScan({ state: 'waiting-to-submit', problem: 'ask-first' });
  expect(scanNoticeFacts(scan)).toEqual({ actions: ['show'], weight: 'question' });
});

test('a question has its answers as buttons', () => {
  expect(holdNoticeFacts(aHold({ question: 'suspicious' })).actions).toEqual(['keep', 'remove']);
  expect(holdNoticeFacts(aHold({ question: 'encrypted' })).actions).toEqual(['unlock', 'remove']);
});

test('what was removed as malicious is an alarm, and what is over has no answers', () => {
  const removed = aHold({ state: 'removed', fate: { do: 'remove', by: 'policy', because: 'malicious' } });
  expect(holdNoticeFacts(removed)).toEqual({ actions: ['show'], weight: 'alarm' });
});
