import { createHash } from 'node:crypto';
import type { ByteDesk, CopyAnswer } from '../../lib/downloads/byte-desk.ts';
import type { StagedBytes, StagedFrom } from '../../lib/storage/staged-bytes.ts';

export type FakeByteDesk = ByteDesk & {
  /** What an address or a path gives from now on; what has none is refused with `bad-status`. */
  serve: (place: string, bytes: string) => void;
  /** Places that were copied, in order. */
  copied: () => readonly string[];
};

/** A desk whose sites and files are a table, and that stages for real. */
export function createFakeByteDesk(staged: StagedBytes, now: () => number): FakeByteDesk {
  const contents = new Map<string, string>();
  const copied: string[] = [];

  async function copy(id: string, place: string, from: StagedFrom): Promise<CopyAnswer> {
    copied.push(place);
    const bytes = contents.get(place);
    if (bytes === undefined) return { kind: 'refused', because: 'bad-status' };
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await staged.stage(id, new Blob([bytes]), now(), { sha256, from });
    return { kind: 'copied', copy: { size: bytes.length, sha256 } };
  }

  return {
    copyLink: ({ id, address }) => copy(id, address, 'link'),
    copyFile: ({ id, path }) => copy(id, path, 'file'),
    canDeliver: () => true,
    async openDelivery(id) {
      const isStaged = (await staged.describe(id)) !== undefined;
      return isStaged ? `blob:chrome-extension://sluice/0#${id}` : undefined;
    },
    closeDelivery: async () => {},
    rest: async () => {},
    serve: (place, bytes) => void contents.set(place, bytes),
    copied: () => copied,
  };
}
