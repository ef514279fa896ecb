import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { toCallbackHeaders } from '../../../../server/callbacks/to-callback-headers.ts';

const BODY = '{"scan_id":"1","name":"ü"}';

describe('toCallbackHeaders', () => {
  it('keeps what the caller gave', () => {
    expect(toCallbackHeaders({ Auth: 'a', 'User-Agent': 'mine' }, BODY, null, 0)).toEqual({
      Auth: 'a',
      'User-Agent': 'mine',
      'Content-Type': 'application/json',
      'Content-Length': String(Buffer.byteLength(BODY)),
    });
  });

  it.each([
    'Host',
    'content-length',
    'Transfer-Encoding',
    'CONTENT-TYPE',
    'Connection',
    'Expect',
    'te',
    'Keep-Alive',
    'content-encoding',
    'x-sluice-Signature',
    'X_Sluice_Signature',
    'content_length',
  ])('lets nobody replace %s', (name) => {
    const headers = toCallbackHeaders({ [name]: 'forged' }, BODY, 'secret', 0);
    expect(JSON.stringify(headers)).not.toContain('forged');
  });

  it('signs time and body', () => {
    const signature = toCallbackHeaders({}, BODY, 'secret', 1_790_000_000_999)['X-Sluice-Signature'];
    const v1 = createHmac('sha256', 'secret').update(`1790000000.${BODY}`).digest('hex');
    expect(signature).toBe(`t=1790000000,v1=${v1}`);
  });

  it('does not sign without a secret', () => {
    expect(toCallbackHeaders({}, BODY, null, 0)).not.toHaveProperty('X-Sluice-Signature');
  });
});
