import type { Extractor } from './extractor.ts';

const MARK = Buffer.from('encryption-data');

/**
 * OpenDocument files under a password: their members are plain to a zip reader, and hold noise; the list of members says
 * so (OpenDocument 1.3 part 2, 4.8.4). Tells it, and opens nothing.
 */
export const odfLockExtractor: Extractor = {
  matches: ({ name, bytes }) =>
    name === 'manifest.xml' && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(MARK),
  extract: () => [
    {
      reason: 'sealed',
      words: 'an OpenDocument file under a password cannot be opened',
      members: [],
    },
  ],
};
