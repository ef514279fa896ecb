import { toDeliveryMark } from '../core/delivery-mark.ts';
import type { StagedCopy } from '../core/hold.ts';
import type { StagedBytes, StagedFrom } from '../storage/staged-bytes.ts';
import { CopyRefusedError } from './copy-refused-error.ts';
import { createCopyRuns } from './copy-runs.ts';
import type { FetchBytes } from './fetch-bytes.ts';
import { isOutOfRoom } from './is-out-of-room.ts';
import { createStagedParts } from './staged-parts.ts';
import { toFileAddress } from './to-file-address.ts';

/** Where bytes are copied, hashed and handed out. In Chromium an offscreen document does it, elsewhere the background. */
export type ByteDesk = {
  /** Fetches an address with this browser's cookies (http, https, data:, blob:) and stages it under `id`. */
  copyLink: (request: CopyRequest) => Promise<CopyAnswer>;
  /** Reads a file of this machine (`file:`) and stages it under `id`. */
  copyFile: (request: FileCopyRequest) => Promise<CopyAnswer>;
  /** Whether this desk could hand a staged copy over, so that another one may be given up for it. */
  canDeliver: (id: string) => boolean;
  /** An address of the staged copy for `downloads.download`; undefined where nothing is staged. Type octet-stream. */
  openDelivery: (id: string) => Promise<string | undefined>;
  /** The delivery is over: its address may go. */
  closeDelivery: (id: string) => Promise<void>;
  /** Nothing is under way: whatever the desk holds open may be closed. */
  rest: () => Promise<void>;
};

export type CopyRequest = {
  id: string;
  address: string;
  /** Bytes; more are refused. */
  maxBytes: number;
  /** What the browser knows of its own copy; a copy that disagrees is refused as `different`. Size in bytes. */
  expected: { size?: number | undefined; type?: string | undefined };
};

export type FileCopyRequest = {
  id: string;
  /** Absolute, as the browser writes it. */
  path: string;
  /** Bytes; more are refused. */
  maxBytes: number;
};

export type CopyAnswer = { kind: 'copied'; copy: StagedCopy } | { kind: 'refused'; because: CopyRefusal };

/**
 * Why there is no copy:
 * `no-access` – the browser does not let Sluice read it;
 * `bad-status` – the site answered with something else than 200;
 * `different` – it is not what the browser has, by size or type;
 * `too-large` – it has more bytes than were asked for;
 * `interrupted` – it broke off, came too slowly, or could not be kept for a reason of ours;
 * `storage-full` – the disk has no room.
 */
export type CopyRefusal =
  | 'no-access'
  | 'bad-status'
  | 'different'
  | 'too-large'
  | 'interrupted'
  | 'storage-full';

export type ByteDeskDeps = {
  staged: Pick<StagedBytes, 'stage' | 'get' | 'describe' | 'remove'>;
  fetchBytes: FetchBytes;
  /** SHA-256 in lower-case hex. */
  hash: (blob: Blob) => Promise<string>;
  /** Makes an address of a Blob, and takes it back. A worker has neither: what it is to deliver is refused. */
  addresses: { create: (blob: Blob) => string; revoke: (address: string) => void } | undefined;
  now: () => number;
  /** Takes errors that should not be. */
  report: (error: unknown) => void;
};

/** Makes the desk of this context. It never rejects for a copy: whatever stands in the way is a refusal. */
export function createByteDesk(deps: ByteDeskDeps): ByteDesk {
  const { staged, fetchBytes, hash, addresses, now, report } = deps;
  const runs = createCopyRuns<CopyAnswer>();
  const deliveries = new Map<string, string>();

  async function copy(request: CopyRequest, from: StagedFrom): Promise<StagedCopy> {
    const { id, expected } = request;
    const earlier = await staged.describe(id);
    if (earlier?.sha256 !== undefined && earlier.from === from) {
      const { size, sha256 } = earlier;
      if (expected.size !== undefined && expected.size !== size) throw new CopyRefusedError('different');
      return { size, sha256 };
    }
    const parts = createStagedParts(staged, id, now);
    try {
      const { blob, type } = await fetchBytes(request, parts.keep);
      const sha256 = await hash(blob);
      await staged.stage(id, blob, now(), { sha256, type, from });
      return { size: blob.size, sha256 };
    } finally {
      await parts.clear().catch(report);
    }
  }

  async function answer(request: CopyRequest, from: StagedFrom): Promise<CopyAnswer> {
    try {
      return { kind: 'copied', copy: await copy(request, from) };
    } catch (error) {
      if (error instanceof CopyRefusedError) return { kind: 'refused', because: error.because };
      if (isOutOfRoom(error)) return { kind: 'refused', because: 'storage-full' };
      report(error);
      return { kind: 'refused', because: 'interrupted' };
    }
  }

  return {
    copyLink: (request) => runs.share(request.id, 'link', () => answer(request, 'link')),
    copyFile: async ({ id, path, maxBytes }) => {
      const address = toFileAddress(path);
      if (address === undefined) return { kind: 'refused', because: 'no-access' };
      return runs.share(id, 'file', () => answer({ id, address, maxBytes, expected: {} }, 'file'));
    },
    canDeliver: () => addresses !== undefined,
    async openDelivery(id) {
      const open = deliveries.get(id);
      if (open !== undefined) return open;
      const blob = await staged.get(id);
      if (blob === undefined) return undefined;
      // Not the same as having nothing: the bytes are there, and stay.
      if (addresses === undefined) throw new Error('Staged bytes can be delivered by a document only.');
      // Without a type, or with that of a web page, Chromium changes the name's ending to what it takes it for.
      const address = addresses.create(blob.slice(0, blob.size, 'application/octet-stream'));
      // By its end, which is no part of the name of the bytes, our own download is recognised.
      deliveries.set(id, address + toDeliveryMark(id));
      return deliveries.get(id);
    },
    async closeDelivery(id) {
      const address = deliveries.get(id);
      deliveries.delete(id);
      if (address !== undefined) addresses?.revoke(address.replace(/#.*$/, ''));
    },
    rest: async () => {},
  };
}
