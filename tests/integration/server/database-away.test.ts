import { expect, it, onTestFinished } from 'vitest';
import { makePdf } from '../../../server/samples/make-pdf.ts';
import { hasPostgres, makeSchema, whyNoPostgres } from '../postgres/shared-postgres.ts';
import { startCuttableProxy } from './row-stores/cuttable-proxy.ts';
import { startTestServer, toForm } from './test-server.ts';
import { waitFor } from './wait-for.ts';

it.runIf(hasPostgres)(
  `answers 503 with Retry-After while its PostgreSQL is away, and works once it is back${whyNoPostgres}`,
  async () => {
    const proxy = await startCuttableProxy(await makeSchema());
    const server = await startTestServer({ database: { url: proxy.url } });
    onTestFinished(server.stop);
    const { id } = await server.scanFile(makePdf('x'), 'x.pdf');
    proxy.cut();
    const answers = await Promise.all([
      server.post(toForm(makePdf('y'), 'y.pdf')),
      server.get(`/api/v1/scans/list/${id}/`),
      server.get('/api/v1/scans/list/'),
    ]);
    for (const answer of answers) {
      expect(answer.status).toBe(503);
      expect(answer.headers.get('retry-after')).toBe('5');
      expect(await answer.json()).toEqual({ detail: expect.stringContaining('cannot reach its database') });
    }
    expect((await server.get('/ready')).status).toBe(503);
    expect(await server.samplesOnDisk()).toEqual([]);
    proxy.mend();
    expect(await server.scan(id)).toMatchObject({ verbose_verdict: 'CLN' });
    expect(await server.scanFile(makePdf('z'), 'z.pdf')).toMatchObject({ verbose_verdict: 'CLN' });
    await waitFor('the scanner to be ready', async () => (await server.get('/ready')).ok);
  },
);
