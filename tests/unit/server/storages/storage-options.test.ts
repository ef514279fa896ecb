import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { UsageError } from '../../../../server/errors.ts';
import { type StorageArguments, toStorageOptions } from '../../../../server/storages/storage-options.ts';

const bucket = {
  kind: 's3',
  endpoint: 'https://s3.example',
  bucket: 'incoming',
  accessKeyId: 'key',
  secretAccessKey: 'hunter2',
};

function write(content: unknown): string {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-storages-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'storages.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

const read = (given: Partial<StorageArguments>, env: NodeJS.ProcessEnv = {}) =>
  toStorageOptions({ folders: [], file: undefined, defaultName: undefined, ...given }, env);

describe('toStorageOptions', () => {
  it('has no storage where none is given', () => {
    expect(read({})).toEqual({ storages: {} });
  });

  it('reads folders, and a default', () => {
    expect(read({ folders: ['a=x', 'b=/y=z'], defaultName: 'b' })).toEqual({
      storages: { a: { kind: 'folder', folder: resolve('x') }, b: { kind: 'folder', folder: '/y=z' } },
      defaultStorage: 'b',
    });
  });

  it('reads a file with both kinds; its folders are relative to it, its secrets may be in the environment', () => {
    const secretAccessKey = { env: 'SECRET' };
    const file = write({
      storages: {
        mail: { kind: 'folder', folder: 'mail' },
        s3: { ...bucket, prefix: 'in/', secretAccessKey },
      },
      defaultStorage: 's3',
    });
    expect(read({ file, folders: ['more=/m'] }, { SECRET: 'x' })).toEqual({
      storages: {
        mail: { kind: 'folder', folder: resolve(file, '..', 'mail') },
        s3: { ...bucket, prefix: 'in/', region: 'us-east-1', secretAccessKey: 'x', forcePathStyle: false },
        more: { kind: 'folder', folder: '/m' },
      },
      defaultStorage: 's3',
    });
  });

  it('takes the default of the command line before that of the file', () => {
    const file = write({ storages: { s3: bucket }, defaultStorage: 's3' });
    expect(read({ file, folders: ['a=/a'], defaultName: 'a' }).defaultStorage).toBe('a');
  });

  it.each([
    [{ folders: ['x'] }, '--storage must be NAME=DIR'],
    [{ folders: ['=x'] }, '--storage must be NAME=DIR'],
    [{ folders: ['a='] }, '--storage must be NAME=DIR'],
    [{ folders: ['a/b=x'] }, '--storage must be NAME=DIR'],
    [{ folders: ['a=x', 'a=y'] }, '“a” is given twice'],
    [{ file: '/no/such/file.json' }, 'cannot be read (ENOENT)'],
  ])('refuses %j', (given, words) => {
    expect(() => read(given)).toThrow(UsageError);
    expect(() => read(given)).toThrow(words);
  });

  const within = (storage: object): object => ({ storages: { x: storage } });
  it.each([
    ['what is not JSON', '{"secretAccessKey": "hunter2"', 'is not JSON'],
    ['no storages', {}, 'storages: This field is missing.'],
    ['a text', '"hunter2"', 'the whole: Enter a JSON object.'],
    ['a list of storages', { storages: 'hunter2' }, 'storages: Enter a JSON object'],
    ['a text for a storage', { storages: { x: 'hunter2' } }, 'storages.x'],
    ['a number for a default', { storages: {}, defaultStorage: 1 }, 'defaultStorage: Enter the name'],
    ['an unknown field', { storages: {}, more: 'hunter2' }, 'more: There is no such field.'],
    ['an unknown kind', within({ kind: 'ftp' }), 'storages.x.kind: Enter "folder" or "s3"'],
    ['no kind', within({ folder: 'x' }), 'storages.x.kind: Enter "folder" or "s3"'],
    ['a bad name', { storages: { 'a b': bucket } }, 'A name may hold'],
    ['an empty folder', within({ kind: 'folder', folder: '' }), 'storages.x.folder: Enter the folder'],
    ['no folder', within({ kind: 'folder' }), 'storages.x.folder: This field is missing.'],
    ['no bucket', within({ ...bucket, bucket: undefined }), 'storages.x.bucket'],
    ['a bad bucket', within({ ...bucket, bucket: 'a/b' }), 'storages.x.bucket: Enter the name of a bucket'],
    ['a bad endpoint', within({ ...bucket, endpoint: 'ftp://x' }), 'storages.x.endpoint: Enter an address'],
    ['keys in the endpoint', within({ ...bucket, endpoint: 'http://a:b@x' }), 'storages.x.endpoint'],
    ['a prefix that climbs', within({ ...bucket, prefix: '../' }), 'storages.x.prefix: Enter a prefix'],
    [
      'an empty secret',
      within({ ...bucket, secretAccessKey: '' }),
      'storages.x.secretAccessKey: Enter the secret',
    ],
    [
      'a numeric secret',
      within({ ...bucket, secretAccessKey: 5 }),
      'storages.x.secretAccessKey: Enter the secret',
    ],
    ['an unset variable', within({ ...bucket, accessKeyId: { env: 'NONE' } }), 'variable NONE is not set'],
    ['a number as host', within({ ...bucket, endpoint: 'http://127.0.0.1' }), 'storages.x.forcePathStyle'],
  ])('refuses a file with %s, and names the file and the field but no secret', (_what, content, words) => {
    const file = write(content);
    const attempt = (): unknown => read({ file });
    expect(attempt).toThrow(UsageError);
    expect(attempt).toThrow(words);
    expect(attempt).toThrow(file);
    expect(attempt).not.toThrow('hunter2');
  });
});
