import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SAMPLES } from '../../../server/samples/manifest.ts';
import { startTestServer, type TestServer } from './test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ samples: true });
});
afterAll(() => server.stop());

describe('the sample page', () => {
  it('offers every file under its id, without a token, and loads nothing from elsewhere', async () => {
    const response = await fetch(`${server.url}/samples/`);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    const html = await response.text();
    for (const { elementId, name } of SAMPLES)
      expect(html).toMatch(new RegExp(`id="${elementId}"[^>]*>${name}<`));
    expect(html).not.toMatch(/https?:|style=|onclick/);
    for (const part of ['page.css', 'page.js'])
      expect((await fetch(`${server.url}/samples/${part}`)).status).toBe(200);
  });

  it.each(SAMPLES.filter(({ expected }) => expected !== 'needs-bytes'))(
    'serves $name as a download that scans as $expected',
    async (sample) => {
      const path = sample.path.replace('seconds=5', 'seconds=0');
      const response = await fetch(`${server.url}${path}`);
      expect(response.headers.get('content-disposition')).toBe(`attachment; filename="${sample.name}"`);
      expect((await response.arrayBuffer()).byteLength).toBe(Number(response.headers.get('content-length')));
      const id = await server.submit(new URLSearchParams({ download_link: `${server.url}${path}` }));
      expect(await server.finished(id)).toMatchObject({
        verbose_verdict: sample.expected,
        sample_name: sample.name,
      });
    },
  );

  it('has a large file that is the same each time', async () => {
    const scans = [];
    for (const _time of [1, 2]) {
      const id = await server.submit(
        new URLSearchParams({ download_link: `${server.url}/samples/large.bin` }),
      );
      scans.push(await server.finished(id));
    }
    expect(scans[0]?.sample?.file_size).toBe(64 * 1024 * 1024);
    expect(scans[0]?.sample?.sha256).toBe(scans[1]?.sample?.sha256);
  });

  it('refuses a time that is none', async () => {
    expect((await fetch(`${server.url}/samples/slow.bin?seconds=x`)).status).toBe(400);
  });
});
