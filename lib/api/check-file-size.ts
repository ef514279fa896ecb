import { MAX_FILE_BYTES } from './max-file-bytes.ts';
import { toTooLargeError } from './to-too-large-error.ts';

/**
 * Refuses a file that the service would not take, before anything is done with its bytes.
 * @param bytes size of the file
 * @throws ApiError `too-large`
 */
export function checkFileSize(bytes: number): void {
  if (bytes > MAX_FILE_BYTES) throw toTooLargeError(bytes, MAX_FILE_BYTES);
}
