import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { toCallbackHeaders } from '../../../server/callbacks/to-callback-headers.ts';

const SECRET = 'shared secret';
const BODY = '{"scan_id":"1","name":"ü"}';

const signatureAt = (ms: number): string =>
  toCallbackHeaders({}, BODY, SECRET, ms)['X-Sluice-Signature'] ?? '';

it('the check of a signature in docs/callbacks.md works as printed', async () => {
  const text = await readFile(new URL('../../../docs/callbacks.md', import.meta.url), 'utf8');
  const code = /```js\n(.*?)```/s.exec(text)?.[1] ?? '';
  const source = encodeURIComponent(`${code}\nexport { isFromSluice };`);
  const { isFromSluice } = await import(/* @vite-ignore */ `data:text/javascript,${source}`);
  const check = (header: string, body = BODY, secret = SECRET): unknown =>
    isFromSluice(header, Buffer.from(body), secret);
  expect(check(signatureAt(Date.now()))).toBe(true);
  expect(check(signatureAt(Date.now()), `${BODY} `)).toBe(false);
  expect(check(signatureAt(Date.now()), BODY, 'another')).toBe(false);
  expect(check(signatureAt(Date.now() - 600_000))).toBe(false);
  expect(check('t=1,v1=zz')).toBe(false);
});
