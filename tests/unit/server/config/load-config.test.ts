import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCommandLine } from '../../../../server/cli-options.ts';
import { createConfigSchema } from '../../../../server/config/config-schema.ts';
import { toVariable } from '../../../../server/config/environment.ts';
import { listSettings } from '../../../../server/config/list-settings.ts';
import { loadConfig } from '../../../../server/config/load-config.ts';
import { toPrintableConfig } from '../../../../server/config/mask-secrets.ts';
import { UsageError } from '../../../../server/errors.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-config-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

type Given = { file?: unknown; env?: NodeJS.ProcessEnv; args?: readonly string[] };

function load({ file, env = {}, args = [] }: Given) {
  const path = join(folder, 'sluice.json');
  if (file !== undefined) writeFileSync(path, typeof file === 'string' ? file : JSON.stringify(file));
  const all = ['--data', '/d', ...(file === undefined ? [] : ['--config', path]), ...args];
  return loadConfig(readCommandLine(all, env), env);
}

describe('loadConfig', () => {
  it('has an option count before the environment, that before the file, and that before the default', () => {
    const file = { port: 1, pageSize: 2, unpack: { maxDepth: 3, maxRatio: 4 }, host: 'file' };
    const env = { SLUICE_PORT: '5', SLUICE_UNPACK_MAX_DEPTH: '6', SLUICE_HOST: 'env' };
    const config = load({ file, env, args: ['--port', '7', '--max-depth', '8'] });
    expect(config).toMatchObject({ port: 7, pageSize: 2, host: 'env', workers: 2 });
    expect(config.unpack).toMatchObject({ maxDepth: 8, maxRatio: 4, maxFolders: 100 });
  });

  it('finds the file by the environment, and reads its paths from where it stands', () => {
    const path = join(folder, 'by-env.json');
    writeFileSync(path, JSON.stringify({ dataDir: 'data', rulesDirs: ['rules', '/abs'] }));
    const env = { SLUICE_CONFIG: path };
    expect(loadConfig(readCommandLine([], env), env)).toMatchObject({
      dataDir: join(folder, 'data'),
      rulesDirs: [join(folder, 'rules'), resolve('/abs')],
    });
  });

  it('reads lists, yes and no, and storages from the environment', () => {
    const storages = { in: { kind: 'folder', folder: '/in' } };
    const env = {
      SLUICE_RULES_DIRS: 'a, b',
      SLUICE_SAMPLES: 'true',
      SLUICE_STORAGES: JSON.stringify(storages),
    };
    expect(load({ env })).toMatchObject({ rulesDirs: ['a', 'b'], samples: true, storages });
    expect(load({ env: { SLUICE_RULES_DIRS: '["a,b"]' } }).rulesDirs).toEqual(['a,b']);
  });

  it('takes secrets from the environment and from files, without the line end', () => {
    const path = join(folder, 'secret');
    writeFileSync(path, 's3cret\n');
    expect(
      load({ file: { token: { env: 'T' }, callbackSecret: { file: 'secret' } }, env: { T: 't' } }),
    ).toMatchObject({ token: 't', callbackSecret: 's3cret' });
    expect(load({ env: { SLUICE_TOKEN_FILE: path } }).token).toBe('s3cret');
    expect(load({ env: { SLUICE_TOKEN_FILE: path, SLUICE_TOKEN: 'own' } }).token).toBe('own');
  });

  it('puts storages of all places together, and one of an option in place of one of the file', () => {
    const bucket = {
      kind: 's3',
      endpoint: 'https://s3.example',
      bucket: 'abc',
      accessKeyId: 'k',
      secretAccessKey: { env: 'S' },
    };
    const file = { storages: { a: bucket, b: bucket }, defaultStorage: 'b' };
    const config = load({ file, env: { S: 'hunter2' }, args: ['--storage', 'a=/a'] });
    expect(config.storages).toEqual({
      a: { kind: 'folder', folder: '/a' },
      b: { ...bucket, secretAccessKey: 'hunter2', region: 'us-east-1', forcePathStyle: false },
    });
    expect(config.defaultStorage).toBe('b');
  });

  it('has a null of a higher place count before a value of a lower one', () => {
    const file = {
      storages: { a: { kind: 'folder', folder: '/a' } },
      defaultStorage: null,
      callbackSecret: null,
    };
    expect(load({ file }).callbackSecret).toBeNull();
  });

  it('reads ClamAV from several places together', () => {
    const env = { SLUICE_CLAMAV_ADDRESS: 'clamav:3310' };
    expect(load({ file: { clamav: { whenMissing: 'go-on' } }, env }).clamav).toMatchObject({
      address: { host: 'clamav', port: 3310 },
      whenMissing: 'go-on',
      limits: { connectMs: 5_000 },
    });
    expect(load({}).clamav).toBeNull();
  });

  it.each<[string, Given, string]>([
    ['ClamAV without an address', { file: { clamav: {} } }, 'need clamav.address'],
    ['a bad address of it', { file: { clamav: { address: 'hunter2' } } }, 'clamav.address in sluice.json'],
    [
      'a misspelt name',
      { file: { prot: 1 } },
      'There is no setting prot in sluice.json. Do you mean port in sluice.json?',
    ],
    ['one in a group', { file: { unpack: { maxdepth: 1 } } }, 'Do you mean unpack.maxDepth in sluice.json?'],
    [
      'one that is nothing like any',
      { file: { frobnicate: 1 } },
      'There is no setting frobnicate in sluice.json.',
    ],
    ['names of every object', { file: { constructor: 1 } }, 'There is no setting constructor'],
    ['such a prototype', { file: '{"__proto__": {"port": 1}}' }, 'There is no setting __proto__'],
    [
      'a misspelt variable',
      { env: { SLUICE_PROT: '1' } },
      'the variable SLUICE_PROT. Do you mean SLUICE_PORT?',
    ],
    [
      'a text for a number',
      { file: { port: 'x' } },
      'port in sluice.json must be a whole number from 0 to 65535. Given: a text.',
    ],
    ['a variable out of range', { env: { SLUICE_PORT: '65536' } }, 'SLUICE_PORT must be a whole number'],
    [
      'a text for yes or no',
      { env: { SLUICE_SAMPLES: 'hunter2' } },
      'SLUICE_SAMPLES must be true or false. Given: a text.',
    ],
    [
      'a word that is none',
      { file: { logLevel: 'hunter2' } },
      'logLevel in sluice.json must be one of trace',
    ],
    [
      'a text for a group',
      { file: { unpack: 'hunter2' } },
      'unpack in sluice.json must be an object. Given: a text.',
    ],
    [
      'a text for a list',
      { file: { rulesDirs: 'hunter2' } },
      'rulesDirs in sluice.json must be a list of paths.',
    ],
    ['a list', { file: ['hunter2'] }, 'must be one JSON object'],
    ['no JSON', { file: '{\n"token": "hunter2",\n}' }, 'is not JSON: line 3'],
    [
      'a secret that is not there',
      { file: { token: { env: 'NONE' } } },
      'The environment variable NONE is not set.',
    ],
    [
      'a secret file that is not there',
      { file: { token: { file: 'none' } } },
      'none cannot be read (ENOENT)',
    ],
    ['a token with a space', { file: { token: 'hunter2 x' } }, 'The token must not'],
    [
      'a wrong field of a storage',
      { file: { storages: { a: { kind: 'folder', hunter2: '' } } } },
      'storages.a',
    ],
    ['a default that is none', { file: { defaultStorage: 'b' } }, '“b” is not one of'],
    ['no such file', { args: ['--config', '/none.json'] }, '/none.json cannot be read (ENOENT)'],
  ])('refuses %s, and quotes no value', (_what, given, words) => {
    const attempt = (): unknown => load(given);
    expect(attempt).toThrow(UsageError);
    expect(attempt).toThrow(words);
    expect(attempt).not.toThrow(/hunter2(?!: )/);
  });

  it('tells everything that is wrong, wherever it stands', () => {
    const attempt = (): unknown =>
      load({ file: { prot: 1, pageSize: 0 }, env: { SLUICE_WORKERS: 'x' }, args: ['--max-depth', '0'] });
    for (const words of ['prot in', 'pageSize in', 'SLUICE_WORKERS must', '--max-depth must'])
      expect(attempt).toThrow(words);
  });
});

describe('listSettings', () => {
  const settings = listSettings(createConfigSchema({ env: {}, folder: null }));

  it('has one variable for each setting', () => {
    const variables = settings.map(({ path }) => toVariable(path));
    expect(new Set(variables).size).toBe(settings.length);
    expect(variables).toContain('SLUICE_UNPACK_MAX_DEPTH');
  });

  it('knows the secrets', () => {
    expect(settings.filter(({ secret }) => secret).map(({ key }) => key)).toEqual([
      'token',
      'callbackSecret',
      'queue.redisUrl',
      'database.url',
    ]);
  });
});

it('toPrintableConfig shows no secret', () => {
  const file = {
    token: 'hunter2',
    callbackSecret: 'hunter2',
    database: { url: 'postgres://u:hunter2@db.test/d' },
    storages: {
      a: {
        kind: 's3',
        endpoint: 'https://s3.example',
        bucket: 'abc',
        accessKeyId: 'hunter2',
        secretAccessKey: 'hunter2',
      },
    },
  };
  const shown = JSON.stringify(toPrintableConfig(load({ file })));
  expect(shown).not.toContain('hunter2');
  expect(shown).toContain('"token":"***"');
  expect(shown).toContain('"bucket":"abc"');
});
