import { Readable } from 'node:stream';
import { createS3Bucket } from './create-s3-bucket.ts';
import type { Storage, StorageFile } from './storage.ts';
import type { S3StorageConfig } from './storage-config.ts';

/** A bucket as a storage: one signed GET for each file. */
export function createS3Storage(config: S3StorageConfig): Storage {
  const bucket = createS3Bucket(config);

  async function openObject(path: string, signal: AbortSignal): Promise<StorageFile> {
    const response = await bucket.get(path, signal);
    if (response.body === null) return { body: Readable.from([]), size: 0 };
    return { body: Readable.from(response.body), size: toSize(response.headers) };
  }

  return { open: openObject, check: async () => {} };
}

/** Content-Length counts the bytes before `fetch` decodes them, so it is only of use where there is nothing to decode. */
function toSize(headers: Headers): number | null {
  const length = headers.get('content-length');
  return length === null || headers.has('content-encoding') ? null : Number(length);
}
