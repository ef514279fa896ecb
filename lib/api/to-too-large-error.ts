import { ApiError } from '../core/errors.ts';

/**
 * The refusal of something that is too large to be sent, with both sizes in words ("612 MB is over the limit of
 * 500 MB") and as numbers.
 * @param size bytes
 * @param limit bytes
 */
export function toTooLargeError(size: number, limit: number): ApiError {
  const [large, allowed] = [inMegabytes(size), inMegabytes(limit)];
  // A file that is a byte too large would be "500 MB over the limit of 500 MB".
  const detail =
    large === allowed
      ? `${inBytes(size)} is over the limit of ${inBytes(limit)}.`
      : `${large} is over the limit of ${allowed}.`;
  return new ApiError('too-large', { detail, size, limit });
}

function inMegabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toLocaleString('en', { maximumFractionDigits: 1 })} MB`;
}

function inBytes(bytes: number): string {
  return `${bytes.toLocaleString('en')} bytes`;
}
