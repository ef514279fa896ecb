import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it, onTestFinished } from 'vitest';
import { ensureClamd } from '../../../scripts/clamd/ensure-clamd.ts';
import { startClamd } from '../../../scripts/clamd/start-clamd.ts';
import { readCommandLine } from '../../../server/cli-options.ts';
import { checkConfig } from '../../../server/config/check-config.ts';
import { loadConfig } from '../../../server/config/load-config.ts';
import { makeEicar } from '../../../server/samples/make-eicar.ts';
import { hasPostgres, whyNoPostgres } from '../postgres/shared-postgres.ts';
import { hasRedis, whyNoRedis } from '../redis/has-redis.ts';
import { runToEnd, spawnServer } from './spawn-server.ts';
import { startSharedParts } from './start-shared-parts.ts';

const clamdProgram = ensureClamd();

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-check-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function writeConfig(config: object): Promise<string> {
  const file = join(folder, 'sluice.json');
  await writeFile(file, JSON.stringify(config));
  return file;
}

const findFaults = (file: string): Promise<string[]> =>
  checkConfig(loadConfig(readCommandLine(['--config', file], {}), {}));

it('--check-config prints what holds without a secret, makes nothing, and the same file starts the service', async () => {
  const file = await writeConfig({ dataDir: 'new/data', token: 'hunter2', pageSize: 7 });
  const end = await runToEnd(['--config', file, '--check-config']);
  expect(end).toMatchObject({ code: 0, stderr: '' });
  expect(JSON.parse(end.stdout)).toMatchObject({
    dataDir: join(folder, 'new/data'),
    token: '***',
    pageSize: 7,
    unpack: { maxDepth: 8 },
  });
  expect(await readdir(folder)).toEqual(['sluice.json']);
  const server = await spawnServer(['--config', file]);
  expect(server.token).toBe('hunter2');
  expect(await server.kill('SIGTERM')).toBe(0);
});

it('--check-config ends with 2 and says all that is wrong', async () => {
  const file = await writeConfig({ dataDir: 'd', prot: 1, pageSize: 0 });
  const end = await runToEnd(['--config', file, '--check-config']);
  expect(end).toMatchObject({ code: 2, stdout: '' });
  expect(end.stderr).toContain('There is no setting prot in sluice.json. Do you mean port in sluice.json?');
  expect(end.stderr).toContain('pageSize in sluice.json must be a whole number from 1 to 1000.');
});

it('finds folders, databases, storages and rules that would keep the service from starting', async () => {
  const rules = join(folder, 'rules');
  await mkdir(rules);
  await writeFile(join(rules, 'broken.yar'), 'rule x { condition: nothing }');
  await writeFile(join(folder, 'file'), '');
  const storages = { gone: { kind: 'folder', folder: 'gone' } };
  const database = { url: 'postgres://u:hunter2@127.0.0.1:1/d' };
  const file = await writeConfig({ dataDir: 'file/deep', rulesDirs: ['rules'], storages, database });
  const faults = await findFaults(file);
  expect(faults).toHaveLength(4);
  expect(faults[0]).toContain(`lies below a file: ${join(folder, 'file')}`);
  expect(faults[1]).toMatch(/^The database server 127\.0\.0\.1:1 cannot be reached: /);
  expect(faults[2]).toContain('gone');
  expect(faults[3]).toContain('broken.yar');
  expect(faults.join()).not.toContain('hunter2');
});

async function makeCertificate(name: string): Promise<{ cert: string; key: string }> {
  const pair = { cert: join(folder, `${name}.cert`), key: join(folder, `${name}.key`) };
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-subj', `/CN=${name}`];
  await promisify(execFile)('openssl', [
    'req',
    '-x509',
    '-nodes',
    ...kind,
    '-keyout',
    pair.key,
    '-out',
    pair.cert,
  ]);
  return pair;
}

it('finds a certificate that is not there, and one with the key of another', async () => {
  const [one, other] = [await makeCertificate('one'), await makeCertificate('other')];
  const faultsOf = async (tls: object) => findFaults(await writeConfig({ dataDir: 'd', tls }));
  expect(await faultsOf(one)).toEqual([]);
  expect(await faultsOf({ ...one, cert: 'gone.pem' })).toEqual([
    expect.stringMatching(/gone\.pem of the setting tls cannot be read \(ENOENT\)/),
  ]);
  const [fault, ...more] = await faultsOf({ cert: one.cert, key: other.key });
  expect(fault).toMatch(
    /one\.cert and the key \S+other\.key cannot be used together .*Give tls the key that/,
  );
  expect(more).toEqual([]);
});

/** Takes connections and says nothing. */
async function startMute(): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => void sockets.add(socket.on('error', () => {})));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return toPort(server);
}

/** Has a server listen on this machine. */
async function toPort(server: Server): Promise<number> {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

it('compiles rules once services have answered, whose answers would come too late otherwise', async () => {
  const rules = join(folder, 'rules');
  await mkdir(rules);
  const clamd = createServer((socket) => {
    writeFileSync(join(rules, 'broken.yar'), 'rule x { condition: nothing }');
    socket.end('ClamAV 1.4.6/27810/Sat Nov 28 09:11:42 2026\0');
  });
  onTestFinished(() => void clamd.close());
  const port = await toPort(clamd);
  const clamav = { address: `127.0.0.1:${port}` };
  const faults = await findFaults(await writeConfig({ dataDir: 'd', rulesDirs: ['rules'], clamav }));
  expect(faults).toEqual([expect.stringContaining('broken.yar')]);
});

it.runIf(hasPostgres && hasRedis && clamdProgram !== undefined)(
  `asks PostgreSQL, Redis, the bucket and clamd, and says what to do about those that do not answer${whyNoPostgres}${whyNoRedis}`,
  async () => {
    const { settings } = await startSharedParts();
    const clamd = await startClamd(clamdProgram ?? '', { signatures: { 'Test.Eicar-1': makeEicar() } });
    onTestFinished(clamd.stop);
    const path = 'path' in clamd.address ? clamd.address.path : '';
    const good = { dataDir: 'd', ...settings, clamav: { address: `unix:${path}` } };
    expect(await findFaults(await writeConfig(good))).toEqual([]);
    await clamd.kill();
    const bad = {
      ...good,
      database: { url: settings.database.url.replace(/:[^:@/]+@/, ':hunter2@') },
      queue: { redisUrl: `redis://:hunter2@127.0.0.1:${await startMute()}` },
      sampleStore: { ...settings.sampleStore, bucket: 'gone', secretAccessKey: 'hunter2' },
    };
    const faults = await findFaults(await writeConfig(bad));
    expect(faults).toEqual([
      expect.stringMatching(/refuses the password of the user sluice\. Correct the address/),
      expect.stringMatching(
        /^The Redis at redis:\/\/127\.0\.0\.1:\d+ gives no answer within 5 s\. Look whether/,
      ),
      expect.stringMatching(/bucket gone at http:\S+ cannot be used: .* Correct sampleStore\.$/),
      expect.stringMatching(/clamd cannot be reached at \S+ .*Start it, or correct clamav\.address/),
    ]);
    expect(faults.join()).not.toContain('hunter2');
  },
);
