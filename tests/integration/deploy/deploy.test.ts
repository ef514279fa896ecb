import { execFile } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { validate } from 'dockerfile-utils';
import * as v from 'valibot';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { readCommandLine } from '../../../server/cli-options.ts';
import { loadConfig } from '../../../server/config/load-config.ts';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '..', '..', '..');
const read = (name: string): Promise<string> => readFile(join(ROOT, 'deploy', name), 'utf8');

const Compose = v.object({
  services: v.record(
    v.string(),
    v.looseObject({
      environment: v.optional(v.record(v.string(), v.string()), {}),
      volumes: v.optional(v.array(v.string()), []),
      security_opt: v.optional(v.array(v.string()), []),
      depends_on: v.optional(v.array(v.string()), []),
      stop_grace_period: v.optional(v.string()),
      read_only: v.optional(v.boolean()),
    }),
  ),
  volumes: v.record(v.string(), v.null()),
});

describe('deploy/Dockerfile', () => {
  it('has nothing that a linter objects to', async () => {
    expect(validate(await read('Dockerfile'))).toEqual([]);
    // It does find what is wrong.
    expect(validate('FROM node\nCPY a b')).not.toEqual([]);
  });

  it('copies what is there, and ends as a user of few rights with a health check', async () => {
    const text = await read('Dockerfile');
    const copied = [...text.matchAll(/^COPY (?!--from)(.+)$/gm)].flatMap(([, args = '']) =>
      args.split(' ').slice(0, -1),
    );
    expect(copied).toEqual(expect.arrayContaining(['package-lock.json', 'server', 'lib/api/wire.ts']));
    for (const file of copied) expect(existsSync(join(ROOT, file)), file).toBe(true);
    const last = text.slice(text.lastIndexOf('FROM '));
    expect(last).toMatch(/^USER node$[\s\S]*^HEALTHCHECK /m);
  });

  it('has settings that the scanner knows', async () => {
    const env = Object.fromEntries(
      [...(await read('Dockerfile')).matchAll(/(SLUICE_\w+)=(\S+)/g)].map(([, ...pair]) => pair),
    );
    expect(loadConfig(readCommandLine([], env), env)).toMatchObject({
      dataDir: '/data',
      host: '0.0.0.0',
      port: 8080,
    });
  });

  it('has every file of this repository that the server imports', () => {
    const imports = globSync('server/**/*.ts', { cwd: ROOT }).map((file) =>
      readFile(join(ROOT, file), 'utf8'),
    );
    return Promise.all(imports).then((texts) => {
      const outside = texts.flatMap((text) =>
        [...text.matchAll(/from '(?:\.\.\/)+(lib\/[^']+)'/g)].map(([, path]) => path),
      );
      expect([...new Set(outside)]).toEqual(['lib/api/wire.ts']);
    });
  });
});

it('deploy/compose.yaml names volumes, services and settings that there are', async () => {
  const { services, volumes } = v.parse(Compose, parse(await read('compose.yaml')));
  const named = Object.values(services).flatMap((service) =>
    service.volumes.map((volume) => volume.split(':')[0] ?? ''),
  );
  for (const volume of named.filter((name) => !name.startsWith('.')))
    expect(Object.keys(volumes)).toContain(volume);
  for (const { depends_on } of Object.values(services))
    for (const name of depends_on) expect(Object.keys(services)).toContain(name);
  const { environment: env = {}, read_only } = services.scanner ?? {};
  expect(read_only).toBe(true);
  expect(loadConfig(readCommandLine(['--data', '/data'], env), env)).toMatchObject({
    clamav: { address: { host: 'clamav', port: 3310 } },
    trustProxy: ['172.30.77.0/24'],
    retention: { scansDays: 90, auditDays: 365 },
  });
  expect(services.clamav?.environment).toEqual({ CLAMD_CONF_AlertExceedsMax: 'yes' });
});

it('deploy/sluice.json is a configuration that holds', () => {
  const file = join(ROOT, 'deploy', 'sluice.json');
  expect(loadConfig(readCommandLine(['--config', file], {}), {})).toMatchObject({
    dataDir: '/var/lib/sluice',
    tls: { cert: '/etc/sluice/cert.pem', key: '/etc/sluice/key.pem' },
  });
});

it('deploy/sluice.service keeps the log, can list the addresses of the machine, and starts while clamd is away', async () => {
  const unit = await read('sluice.service');
  expect(unit).toMatch(/^StandardError=journal$/m);
  // Node asks for them by netlink (getifaddrs).
  expect(unit).toMatch(/^RestrictAddressFamilies=.*\bAF_NETLINK\b/m);
  expect(unit).toMatch(/^ExecStartPre=-.* --check-config$/m);
});

it.runIf(existsSync('/usr/bin/systemd-analyze'))(
  'deploy/sluice.service is valid, and exposes little',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sluice-unit-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const unit = join(folder, 'sluice.service');
    await writeFile(unit, (await read('sluice.service')).replaceAll('/usr/bin/node', process.execPath));
    const { stdout, stderr } = await run('systemd-analyze', ['verify', '--man=no', unit]);
    expect(`${stdout}${stderr}`.split('\n').filter((line) => line.includes('sluice.service'))).toEqual([]);
    // 0 is a service that may do nothing, 100 one that may do all.
    await run('systemd-analyze', ['security', '--offline=true', '--threshold=20', unit]);
  },
);
