import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { ALL_REQUIREMENTS } from '../../../scripts/conformance/requirements/all-requirements.ts';
import { makePdf } from '../../../server/samples/make-pdf.ts';
import { hasPostgres, whyNoPostgres } from '../postgres/shared-postgres.ts';
import { hasRedis, whyNoRedis } from '../redis/has-redis.ts';
import { startSharedParts, writeSettings } from '../server/start-shared-parts.ts';
import { runConformance } from './run-conformance.ts';
import { startService } from './start-service.ts';

/** They send bodies of 500 MB, which takes its time, and nothing of it reaches a row. */
const LARGE = ['limit.streamed', 'limit.largest'];

/** A service that reads from a storage, with options of its own, and what the run has to be told of it. */
async function startWithStorage(more: readonly string[] = []) {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-storage-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, 'sample.doc'), makePdf('From a storage.'));
  const options = ['--storage', `files=${folder}`, '--default-storage', 'files', ...more];
  const stored = ['--storage', 'files', '--path', 'sample.doc', '--default-path', 'sample.doc'];
  return { service: await startService(options), stored };
}

it('finds that the local scanner meets every requirement', { timeout: 300_000 }, async () => {
  const { service, stored } = await startWithStorage();
  const run = await runConformance(service, stored);
  expect(run, run.output).toMatchObject({ code: 0, failed: [], skipped: [] });
  expect(run.passed).toEqual(ALL_REQUIREMENTS.map(({ id }) => id));
  expect(new Set(run.passed).size).toBe(ALL_REQUIREMENTS.length);
  expect(run.output).toMatch(new RegExp(`\n${ALL_REQUIREMENTS.length} passed, 0 failed\n$`));
});

it.runIf(hasPostgres && hasRedis)(
  `finds that it does so with PostgreSQL, Redis and a bucket, bodies of 500 MB aside${whyNoPostgres}${whyNoRedis}`,
  { timeout: 300_000 },
  async () => {
    const { settings } = await startSharedParts();
    const { service, stored } = await startWithStorage(['--config', await writeSettings(settings)]);
    const ids = ALL_REQUIREMENTS.map(({ id }) => id).filter((id) => !LARGE.includes(id));
    const run = await runConformance(service, [...stored, '--only', ids.join(',')]);
    expect(run, run.output).toMatchObject({ code: 0, failed: [], skipped: [], passed: ids });
    expect(ids.length).toBe(ALL_REQUIREMENTS.length - LARGE.length);
  },
);

it('says what it would take to test what it has to skip', async () => {
  const service = await startService();
  const run = await runConformance(service, ['--only', 'source.path,source.path-and-storage,auth.token']);
  expect(run, run.output).toMatchObject({
    code: 0,
    passed: ['auth.token'],
    skipped: ['source.path', 'source.path-and-storage'],
  });
  expect(run.output).toMatch(/--storage NAME --path P/);
  expect(run.output).toMatch(/\n1 passed, 0 failed, 2 skipped\n$/);
});

it.each([
  [['--only', 'no.such-id'], /no requirement no\.such-id/],
  [['--storage', 'files'], /--storage needs --path/],
  [['--timeout', 'soon'], /--timeout must be a whole number/],
  [['--unknown'], /--unknown/],
])('ends with 2 for %j', async (args, words) => {
  const run = await runConformance({ url: 'http://127.0.0.1:9', token: 'T' }, args);
  expect(run.code).toBe(2);
  expect(run.output).toMatch(words);
});

it('fails, with a reason on each line, where nobody answers', async () => {
  const run = await runConformance({ url: 'http://127.0.0.1:9', token: 'T' }, [
    '--only',
    'auth.token,list.shape',
  ]);
  expect(run, run.output).toMatchObject({ code: 1, failed: ['auth.token', 'list.shape'], passed: [] });
  expect(run.output).toMatch(/ECONNREFUSED/);
});
