import { type ByteDesk, createByteDesk } from '../../lib/downloads/byte-desk.ts';
import { createFetchBytes } from '../../lib/downloads/fetch-bytes.ts';
import { hashBlob } from '../../lib/downloads/hash-blob.ts';
import { createRemoteByteDesk } from '../../lib/downloads/remote-byte-desk.ts';
import type { KeepAlive } from '../../lib/platform/keep-alive.ts';
import type { Offscreen } from '../../lib/platform/offscreen.ts';
import type { StartTimer } from '../../lib/scan/wake-up.ts';
import type { StagedBytes } from '../../lib/storage/staged-bytes.ts';

export type BackgroundDeskDeps = {
  offscreen: Offscreen;
  staged: StagedBytes;
  /** Whether an id is of a private window: its bytes are in the memory of this context only. */
  isPrivate: (id: string) => boolean;
  keepAlive: KeepAlive;
  startTimer: StartTimer;
  now: () => number;
  report: (error: unknown) => void;
};

/**
 * The desk as the background has it: in the offscreen document where there may be one, else in this context. Links of
 * private windows are not copied: the cookies that they go by are out of reach.
 */
export function createBackgroundDesk(deps: BackgroundDeskDeps): ByteDesk {
  const { offscreen, isPrivate, keepAlive, startTimer } = deps;
  const remote = createRemoteByteDesk(deps);
  const local = createByteDesk({
    ...deps,
    fetchBytes: createFetchBytes({
      fetch: (input, init) => fetch(input, init),
      startTimer,
      mayRedirect: import.meta.env.FIREFOX,
    }),
    hash: hashBlob,
    addresses: addressesOfThisContext(),
  });
  const deskOf = (id: string) => (offscreen.isAvailable() && !isPrivate(id) ? remote : local);
  return {
    async copyLink(request) {
      if (isPrivate(request.id)) return { kind: 'refused', because: 'no-access' };
      return keepAlive(() => deskOf(request.id).copyLink(request));
    },
    copyFile: (request) => keepAlive(() => deskOf(request.id).copyFile(request)),
    canDeliver: (id) => deskOf(id).canDeliver(id),
    openDelivery: (id) => deskOf(id).openDelivery(id),
    closeDelivery: (id) => deskOf(id).closeDelivery(id),
    rest: offscreen.rest,
  };
}

/** A service worker has none. */
function addressesOfThisContext() {
  if (typeof URL.createObjectURL !== 'function') return undefined;
  return {
    create: (blob: Blob) => URL.createObjectURL(blob),
    revoke: (address: string) => URL.revokeObjectURL(address),
  };
}
