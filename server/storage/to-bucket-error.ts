import { ServiceError } from '../errors.ts';
import type { S3StorageConfig } from '../storages/storage-config.ts';

/** Why the bucket of the sample store cannot be used, and what to do about it. Tells no key. */
export function toBucketError(
  cause: unknown,
  { endpoint, bucket }: Pick<S3StorageConfig, 'endpoint' | 'bucket'>,
): ServiceError {
  const words = cause instanceof ServiceError ? cause.message : String(cause);
  const message = `The sample store's bucket ${bucket} at ${endpoint} cannot be used: ${words} Correct sampleStore.`;
  return new ServiceError('sample_store', message, { cause });
}
