import { expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../../../../server/config.ts';
import { walkMail } from '../../../../../server/engines/extract/mail/walk-mail.ts';
import { createUnpackBudget } from '../../../../../server/engines/unpack-budget.ts';

it.each([
  ['attachment; filename=invoice.exe', 'invoice.exe'],
  ['attachment; filename="a \\"b\\"; c.exe"', 'a "b"; c.exe'],
  ['attachment;\r\n filename="folded.exe"', 'folded.exe'],
  ['attachment; filename="=?utf-8?B?w7xiZXIuZXhl?="', 'über.exe'],
  ['attachment; filename="=?iso-8859-1?Q?=FCber_?= =?utf-8?q?=C3=BC.exe?="', 'über ü.exe'],
  ["attachment; filename*=utf-8''%c3%bcber.exe", 'über.exe'],
  ["attachment; filename*0*=iso-8859-1''%fc; filename*1=ber; filename*2*=.e%78e", 'über.exe'],
  ["attachment; filename=wrong.txt; filename*=utf-8'en'right.exe", 'right.exe'],
  ['attachment; filename="über.exe"', 'über.exe'],
  ["attachment; filename*=no-such-charset''%fc.exe", 'ü.exe'],
  ['attachment', 'body.html'],
])('a file named by “%s” is called %s', (disposition, name) => {
  expect(walk(`Content-Type: text/html\r\nContent-Disposition: ${disposition}\r\n\r\nx`)).toMatchObject([
    { name },
  ]);
});

it('the name of the type counts where the disposition has none', () => {
  expect(walk('Content-Disposition: inline\nContent-Type: image/png; name=a.exe\n\nx')).toMatchObject([
    { name: 'a.exe' },
  ]);
});

it('parts nested beyond all reason are told, not followed', () => {
  const boundaries = Array.from({ length: 60 }, (_each, index) => `b${index}.`);
  const mail = boundaries
    .map((boundary) => `Content-Type: multipart/mixed; boundary=${boundary}\n\n--${boundary}\n`)
    .join('');
  expect(walk(mail)).toMatchObject([{ reason: 'damaged', words: 'its parts are nested too deeply' }]);
});

function walk(mail: string) {
  const budget = createUnpackBudget(DEFAULT_CONFIG.unpack, mail.length, Date.now);
  return [...walkMail(Buffer.from(mail), budget)];
}
