import { ApiError } from '../core/errors.ts';

/**
 * Reads the first and the last byte, since a file may be gone or another one by now. Node ends the whole process where
 * its `fetch` finds that out: the rejection reaches nobody who could catch it.
 * @throws ApiError `bytes-missing`
 */
export async function checkReadable(data: Blob): Promise<void> {
  const { size } = data;
  // A slice without a byte would not touch the file.
  const probes = size < 2 ? [data] : [data.slice(0, 1), data.slice(size - 1, size)];
  try {
    for (const probe of probes) await probe.arrayBuffer();
  } catch (cause) {
    throw new ApiError('bytes-missing', { detail: 'The file is gone, has changed or is a folder.', cause });
  }
}
