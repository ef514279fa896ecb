import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePdf } from '../../../server/samples/make-pdf.ts';
import { startReceiver } from './receiver.ts';
import { startTestServer, type TestServer, toForm } from './test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

/** 32 levels, the last one a number that JavaScript is not exact with. */
const deepest = `${'{"a":'.repeat(32)}12345678901234567890${'}'.repeat(32)}`;

describe('callback_params', () => {
  it.each([
    ['numbers that JavaScript is not exact with', '{"id":12345678901234567890,"n":[1.10,-0,1E400]}'],
    [
      'keys that objects have of themselves',
      '{"constructor":1,"prototype":{"__proto__":"x"},"__proto__":[]}',
    ],
    ['as many levels as are allowed', deepest],
    ['nothing', '{}'],
  ])('with %s come back as they were sent, in the answer and in the callback', async (_what, params) => {
    const receiver = await startReceiver();
    const form = toForm(makePdf('x'), 'x.pdf', {
      callback_params: params,
      callback_url: `${receiver.url}/c`,
    });
    expect(await (await server.post(form)).text()).toContain(`"callback_params":${params}`);
    const [callback] = await receiver.until('/c');
    expect(callback?.text).toContain(`"params":${params}`);
  });

  it.each(['callback_params', 'callback_headers'])('%s sent empty count as not sent', async (field) => {
    const response = await server.post(toForm(makePdf('x'), 'x.pdf', { [field]: '' }));
    expect(await response.json()).toEqual({ scan_id: expect.any(Number) });
  });
});
