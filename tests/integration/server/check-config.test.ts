import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readCommandLine } from '../../../server/cli-options.ts';
import { checkConfig } from '../../../server/config/check-config.ts';
import { loadConfig } from '../../../server/config/load-config.ts';
import { runToEnd, spawnServer } from './spawn-server.ts';

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

it('--check-config prints what holds without a secret, makes nothing, and the same file starts the service', async () => {
  const file = await writeConfig({ dataDir: 'new/data', token: 'hunter2', pageSize: 7 });
  const end = await runToEnd(['--config', file, '--check-config']);
  expect(end).toMatchObject({ code: 0, stderr: '' });
  expect(JSON.parse(end.stdout)).toMatchObject({
    dataDir: join(folder, 'new/data'),
    token: '***',
    pageSize: 7,
    unpack: { maxDepth: 4 },
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
  const faults = await checkConfig(loadConfig(readCommandLine(['--config', file], {}), {}));
  expect(faults).toHaveLength(4);
  expect(faults[0]).toContain(`lies below a file: ${join(folder, 'file')}`);
  expect(faults[1]).toMatch(/^The database server 127\.0\.0\.1:1 cannot be reached: /);
  expect(faults[2]).toContain('gone');
  expect(faults[3]).toContain('broken.yar');
  expect(faults.join()).not.toContain('hunter2');
});
