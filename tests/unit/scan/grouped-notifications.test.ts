import { describe, expect, test } from 'vitest';
import { toVisibleText } from '../../../lib/core/visible-text.ts';
import { holdNoticeWords } from '../../../lib/i18n/hold-notice-words.ts';
import { noticeWords } from '../../../lib/i18n/scan-words.ts';
import { createGroupedNotifications, SUMMARY_ID } from '../../../lib/scan/grouped-notifications.ts';
import { aHold } from '../../factories/hold-factory.ts';
import { aScan, aScanAtRest } from '../../factories/scan-factory.ts';
import { createFakeNotifications } from '../../fakes/fake-notifications.ts';
import { HOSTILE_STRINGS, UNSEEN } from '../../fixtures/hostile-strings.ts';

function create() {
  const notifications = createFakeNotifications();
  const grouped = createGroupedNotifications({
    notifications,
    toSummary: (counts) => ({ title: JSON.stringify(counts), message: '' }),
    now: () => 1_000_000,
  });
  return { notifications, grouped };
}

test('of many, the first stand by themselves, and one notification counts the others', async () => {
  const { notifications, grouped } = create();
  for (const id of ['a', 'b', 'c', 'd', 'e'])
    await grouped.show({ id, title: id, message: '', weight: 'alarm' });
  expect(notifications.shown().map(({ id }) => id)).toEqual(['a', 'b', 'c', SUMMARY_ID, SUMMARY_ID]);
  expect(notifications.shown().at(-1)?.title).toBe('{"alarm":2,"question":0,"news":0}');
});

test('what could not be shown is told again as itself', async () => {
  const { notifications, grouped } = create();
  notifications.failWith(new Error('The system takes none.'));
  await expect(grouped.show({ id: 'a', title: 'a', message: '' })).rejects.toThrow('takes none');
  notifications.failWith(undefined);
  await grouped.show({ id: 'a', title: 'a\u202e', message: 'm' });
  expect(notifications.shown()).toEqual([{ id: 'a', title: 'a⟨RLO⟩', message: 'm' }]);
});

describe.each(Object.entries(HOSTILE_STRINGS))('%s', (_what, text) => {
  async function shown(words: { title: string; message: string }) {
    const { notifications, grouped } = create();
    await grouped.show({ id: 'hostile', ...words });
    return notifications.shown()[0] ?? { title: '', message: '' };
  }
  const inOneLine = (words: string) => words.replace(/\s+/g, ' ').trim();

  test('is text that hides nothing, and is not too long, wherever it stands', async () => {
    const { title, message } = await shown({ title: text, message: `before\n${text}` });
    expect(`${title}${message}`).not.toMatch(UNSEEN);
    expect([...title].length).toBeLessThanOrEqual(120);
    expect([...message].length).toBeLessThanOrEqual(400);
    expect(message.startsWith('before\n')).toBe(true);
    const visible = inOneLine(toVisibleText(text));
    if ([...visible].length <= 120) expect(inOneLine(title)).toBe(visible);
    else expect(visible.startsWith(inOneLine(title.replace(/…$/, '')))).toBe(true);
  });

  test("as a file's name shows its beginning and its ending, after the verdict", async () => {
    const { title } = await shown(noticeWords(aScanAtRest({ name: text, verdict: 'malicious' })));
    const name = title.replace(/^Malicious: /, '');
    expect(title).not.toBe(name);
    const visible = [...toVisibleText(text)];
    expect(name.startsWith(visible.slice(0, 20).join(''))).toBe(true);
    expect(name.endsWith(visible.slice(-16).join(''))).toBe(true);
  });

  test("as a scanner's words and as a rule's is told in one line", async () => {
    const refused = aScan({ host: '', state: 'failed', problem: 'refused', problemDetail: text });
    const stopped = aScan({ host: '', state: 'withheld', withheld: 'block-rule', ruleWhy: text });
    for (const scan of [refused, stopped]) {
      const { message } = await shown(noticeWords(scan));
      expect(message).not.toMatch(UNSEEN);
      expect(message).not.toContain('\n');
      expect(message).toContain([...inOneLine(toVisibleText(text))].slice(0, 10).join('').trim());
    }
  });

  test('as the name of a held file hides nothing', async () => {
    const { title, message } = await shown(
      holdNoticeWords(aHold({ name: text, question: 'suspicious' }), undefined),
    );
    expect(`${title}${message}`).not.toMatch(UNSEEN);
    expect(title).not.toBe('');
  });
});
