import { expect, test } from 'vitest';
import { sentWords } from '../../../lib/i18n/sent-words.ts';
import { aResult, aScanAtRest } from '../../factories/scan-factory.ts';

const SERVER = { server: 'https://scanner.example.org' };
const SENT = { ...SERVER, submittedAt: Date.UTC(2026, 10, 28, 12) };

test('where no server was named, nothing was sent', () => {
  expect(sentWords(aScanAtRest({ state: 'withheld' }))).toEqual(['Nothing. It was sent to no scanner.']);
});

test('what is answered from the history was not sent', () => {
  expect(sentWords(aScanAtRest({ ...SERVER, answeredFrom: 'x' }))[0]).toMatch(/^Nothing\./);
});

test('what was sent is named, with the server and the time', () => {
  expect(sentWords(aScanAtRest(SENT))[0]).toMatch(/^The link, to scanner\.example\.org, .*2026/);
  expect(sentWords(aScanAtRest({ ...SENT, route: 'page' }))[0]).toMatch(/^The address of the page, /);
  expect(sentWords(aScanAtRest({ ...SENT, route: 'bytes', size: 1_200 }))[0]).toMatch(
    /^The file itself \(1\.2 kB\), /,
  );
});

test('a server that took nothing may have been told all the same', () => {
  expect(sentWords(aScanAtRest({ ...SERVER, state: 'failed' }))).toEqual([
    'The link was on its way to scanner.example.org, which did not take it.',
  ]);
});

test('a link that was sent before, or maybe twice, is told', () => {
  const scan = aScanAtRest({ ...SENT, route: 'bytes', linkResult: aResult(), maybeSubmittedTwice: true });
  expect(sentWords(scan).slice(1)).toEqual([
    'Before that the link was sent, as that of a file.',
    'It may have been submitted twice.',
  ]);
});
