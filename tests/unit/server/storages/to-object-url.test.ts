import { describe, expect, it } from 'vitest';
import { toObjectUrl } from '../../../../server/storages/to-object-url.ts';

const BUCKET = { endpoint: 'https://s3.test:9000', bucket: 'incoming', forcePathStyle: false };

describe('toObjectUrl', () => {
  it('puts the bucket into the host name, or into the path', () => {
    expect(toObjectUrl(BUCKET, 'a/b.txt')).toBe('https://incoming.s3.test:9000/a/b.txt');
    expect(toObjectUrl({ ...BUCKET, forcePathStyle: true }, 'a/b.txt')).toBe(
      'https://s3.test:9000/incoming/a/b.txt',
    );
  });

  it.each(['https://s3.test/base', 'https://s3.test/base/'])(
    'keeps the path of the endpoint %s',
    (endpoint) => {
      expect(toObjectUrl({ ...BUCKET, endpoint }, 'a b.txt')).toBe('https://incoming.s3.test/base/a%20b.txt');
      expect(toObjectUrl({ ...BUCKET, endpoint, forcePathStyle: true }, 'a')).toBe(
        'https://s3.test/base/incoming/a',
      );
    },
  );

  it('puts the prefix in front, whatever it ends with', () => {
    expect(toObjectUrl({ ...BUCKET, prefix: 'mail/' }, 'a')).toBe('https://incoming.s3.test:9000/mail/a');
    expect(toObjectUrl({ ...BUCKET, prefix: 'mail-' }, 'a')).toBe('https://incoming.s3.test:9000/mail-a');
  });

  it.each([
    ['100%.txt', '100%25.txt'],
    ['%41.txt', '%2541.txt'],
    ['a?b#c', 'a%3Fb%23c'],
    ['ü.txt', '%C3%BC.txt'],
  ])('takes nothing in “%s” for a part of the address', (path, encoded) => {
    expect(toObjectUrl(BUCKET, path)).toBe(`https://incoming.s3.test:9000/${encoded}`);
  });
});
