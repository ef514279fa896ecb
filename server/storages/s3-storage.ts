import { Readable } from 'node:stream';
import { AwsV4Signer } from 'aws4fetch';
import { toS3Error } from './s3-error.ts';
import type { Storage, StorageFile } from './storage.ts';
import type { S3StorageConfig } from './storage-config.ts';

/** A bucket as a storage: one signed GET for each file. Redirects are not followed, since a signature is for one host. */
export function createS3Storage(config: S3StorageConfig): Storage {
  async function openObject(path: string, signal: AbortSignal): Promise<StorageFile> {
    const { accessKeyId, secretAccessKey, region } = config;
    const signer = new AwsV4Signer({
      url: toObjectUrl(config, path),
      // As stored: the hash is then that of the bytes in the bucket.
      headers: { 'accept-encoding': 'identity' },
      accessKeyId,
      secretAccessKey,
      region,
      service: 's3',
    });
    const { url, headers } = await signer.sign();
    const response = await fetch(url, { headers, redirect: 'manual', signal });
    if (response.status !== 200) throw await toS3Error(response);
    if (response.body === null) return { body: Readable.from([]), size: 0 };
    return { body: Readable.from(response.body), size: toSize(response.headers) };
  }

  return { open: openObject, check: async () => {} };
}

function toObjectUrl({ endpoint, bucket, prefix, forcePathStyle }: S3StorageConfig, path: string): string {
  const url = new URL(endpoint);
  if (!forcePathStyle) url.hostname = `${bucket}.${url.hostname}`;
  const base = url.pathname.replace(/\/+$/, '') + (forcePathStyle ? `/${encodeURIComponent(bucket)}` : '');
  // Each part is encoded whole, so that nothing in a name is taken for a part of the address.
  const key = `${prefix ?? ''}${path}`.split('/').map(encodeURIComponent).join('/');
  return `${url.origin}${base}/${key}`;
}

/** Content-Length counts the bytes before `fetch` decodes them, so it is only of use where there is nothing to decode. */
function toSize(headers: Headers): number | null {
  const length = headers.get('content-length');
  return length === null || headers.has('content-encoding') ? null : Number(length);
}
