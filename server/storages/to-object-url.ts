import type { S3StorageConfig } from './storage-config.ts';

/** The address of the object that `path` means in a bucket. */
export function toObjectUrl(
  {
    endpoint,
    bucket,
    prefix,
    forcePathStyle,
  }: Pick<S3StorageConfig, 'endpoint' | 'bucket' | 'prefix' | 'forcePathStyle'>,
  path: string,
): string {
  const url = new URL(endpoint);
  if (!forcePathStyle) url.hostname = `${bucket}.${url.hostname}`;
  const base = url.pathname.replace(/\/+$/, '') + (forcePathStyle ? `/${encodeURIComponent(bucket)}` : '');
  // Each part is encoded whole, so that nothing in a name is taken for a part of the address.
  const key = `${prefix ?? ''}${path}`.split('/').map(encodeURIComponent).join('/');
  return `${url.origin}${base}/${key}`;
}
