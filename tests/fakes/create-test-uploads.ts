import { createUploads, type Uploads } from '../../lib/scan/uploads.ts';
import type { StagedBytes } from '../../lib/storage/staged-bytes.ts';

/** The real uploads of one context, whose progress nobody watches. */
export function createTestUploads(staged: Pick<StagedBytes, 'get'>): Uploads {
  return createUploads({
    staged,
    keepAlive: (task) => task(),
    progress: { publisherOf: () => () => {} },
  });
}
