import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import * as v from 'valibot';

const Callback = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ scan_id: v.string(), verdict: v.nullable(v.string()) }),
);

/** What was called back of a scan: how often, and every verdict that was told. */
export type Calls = { count: number; verdicts: Set<string | null> };

/** A receiver of callbacks on loopback that accepts and counts them, by the number of the scan. */
export type CallbackCounter = Awaited<ReturnType<typeof startCallbackCounter>>;

export async function startCallbackCounter() {
  const calls = new Map<number, Calls>();
  const web = createServer((request, response) => {
    text(request).then(
      (body) => {
        const { scan_id, verdict } = v.parse(Callback, body);
        const { count, verdicts } = calls.get(Number(scan_id)) ?? { count: 0, verdicts: new Set() };
        calls.set(Number(scan_id), { count: count + 1, verdicts: verdicts.add(verdict) });
        response.end();
      },
      // Its sender was killed.
      () => request.destroy(),
    );
  });
  web.listen(0, '127.0.0.1');
  await once(web, 'listening');
  const address = web.address();
  const port = typeof address === 'object' ? address?.port : '';
  return {
    url: `http://127.0.0.1:${port}/called`,
    calls,
    [Symbol.asyncDispose]: async (): Promise<void> => {
      web.closeAllConnections();
      web.close();
    },
  };
}
