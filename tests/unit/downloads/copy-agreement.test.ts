import { expect, test } from 'vitest';
import { agreementOf } from '../../../lib/downloads/copy-agreement.ts';
import { aDownload } from '../../factories/download-factory.ts';
import { aHold } from '../../factories/hold-factory.ts';

const ZIP = 'application/zip';
const staged = { id: 'one', stagedAt: 0, size: 100, type: ZIP };
const { downloadId: _number, ...unnumbered } = aHold({ name: 'files.zip' });
const request = { hold: unnumbered, scan: undefined, download: undefined };
const HTML = 'text/html';

test.each([
  ['of the size that the site told', { size: 100, type: '' }, 'yes'],
  ['of another size', { size: 99, type: ZIP }, 'no'],
  ['of the same type where no size is told', { size: undefined, type: ZIP }, 'yes'],
  ['of another type where no size is told', { size: undefined, type: 'application/pdf' }, 'no'],
  ['of anything where nothing is told', { size: undefined, type: '' }, 'no'],
])('a copy of a request that is held, %s', (_name, answer, agreement) => {
  expect(agreementOf(staged, request, answer)).toBe(agreement);
});

test.each([
  ['of a file', staged, 'yes'],
  ['of a page in its place', { ...staged, type: HTML }, 'no'],
])('a copy of what the browser has no more, %s', (_name, copy, agreement) => {
  expect(agreementOf(copy, request, undefined)).toBe(agreement);
});

test('a copy of a download whose number is not found is nobody’s', () => {
  expect(agreementOf(staged, { ...request, hold: aHold() }, undefined)).toBe('no');
});

test('a copy of a download is compared with what the browser knows, and the file itself with nothing', () => {
  const download = aDownload({ total: 99 });
  expect(agreementOf(staged, { ...request, download }, undefined)).toBe('no');
  expect(agreementOf({ ...staged, from: 'file' }, { ...request, download }, undefined)).toBe('yes');
});
