import { createHash, createHmac } from 'node:crypto';

export type SignedRequest = {
  method: string;
  /** As it came over the wire, still encoded. */
  path: string;
  /** Names in lower case. */
  headers: { [name: string]: string | string[] | undefined };
};

/**
 * Checks an AWS signature of version 4 in a header, as a real bucket does and `s3rver` does not
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html).
 */
export function isSignedBy(secret: string, { method, path, headers }: SignedRequest): boolean {
  const { authorization } = headers;
  const parts = /Credential=[^/]+\/([^,]+), ?SignedHeaders=([^,]+), ?Signature=(\w+)$/.exec(
    String(authorization),
  );
  const [, scope = '', names = '', signature = ''] = parts ?? [];
  const lines = names.split(';').map((name) => `${name}:${headers[name]}\n`);
  const canonicalPath = path.split('/').map(decodeURIComponent).map(encodeStrictly).join('/');
  const hash = String(headers['x-amz-content-sha256']);
  const request = [method, canonicalPath, '', lines.join(''), names, hash].join('\n');
  const digest = createHash('sha256').update(request).digest('hex');
  const text = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, digest].join('\n');
  const key = scope.split('/').reduce<string | Buffer>(sign, `AWS4${secret}`);
  return sign(key, text).toString('hex') === signature;
}

function sign(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

/** Everything but letters, digits and `-._~` is encoded. */
function encodeStrictly(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
