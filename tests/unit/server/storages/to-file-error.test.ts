import { describe, expect, it } from 'vitest';
import { toFileError } from '../../../../server/storages/to-file-error.ts';

const fault = (code: string): Error => Object.assign(new Error(`${code}: open '/home/somebody/x'`), { code });

describe('toFileError', () => {
  it.each([
    ['ENOENT', 'not_found', false],
    ['ENOTDIR', 'not_found', false],
    ['ENAMETOOLONG', 'not_found', false],
    ['EACCES', 'access_denied', false],
    ['EPERM', 'access_denied', false],
    ['ELOOP', 'unreadable', false],
    ['EIO', 'unreadable', true],
    ['ESTALE', 'unreadable', true],
  ])('%s becomes %s', (code, expected, transient) => {
    const error = toFileError(fault(code));
    expect(error).toMatchObject({ code: expected, transient });
    expect(error instanceof Error && error.message).not.toContain('somebody');
  });

  it('gives back what is no fault of the file system', () => {
    const error = new TypeError('ours');
    expect(toFileError(error)).toBe(error);
  });
});
