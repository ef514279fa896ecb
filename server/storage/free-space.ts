import { statfs } from 'node:fs/promises';

/** How much room is left for samples and rows. */
export type FreeSpace = {
  /** Whether `bytes` more would leave less than the minimum. */
  isShort: (bytes?: number) => Promise<boolean>;
};

/**
 * Looks at the file system of a folder anew each time, so that room that somebody makes is seen at once.
 * @param minFreeBytes what has to stay free
 */
export function createFreeSpace(folder: string, minFreeBytes: number): FreeSpace {
  return {
    async isShort(bytes = 0) {
      const { bavail, bsize } = await statfs(folder);
      return bavail * bsize - bytes < minFreeBytes;
    },
  };
}
