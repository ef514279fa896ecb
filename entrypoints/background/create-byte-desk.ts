import { type ByteDesk, createByteDesk } from '../../lib/downloads/byte-desk.ts';
import { createFetchBytes } from '../../lib/downloads/fetch-bytes.ts';
import { hashBlob } from '../../lib/downloads/hash-blob.ts';
import { createPermittedDesk } from '../../lib/downloads/permitted-desk.ts';
import { createRemoteByteDesk } from '../../lib/downloads/remote-byte-desk.ts';
import type { HostAccess } from '../../lib/platform/host-access.ts';
import type { KeepAlive } from '../../lib/platform/keep-alive.ts';
import type { Offscreen } from '../../lib/platform/offscreen.ts';
import type { StartTimer } from '../../lib/scan/wake-up.ts';
import type { StagedBytes } from '../../lib/storage/staged-bytes.ts';

export type BackgroundDeskDeps = {
  offscreen: Offscreen;
  staged: StagedBytes;
  hostAccess: Pick<HostAccess, 'has'>;
  keepAlive: KeepAlive;
  startTimer: StartTimer;
  now: () => number;
  report: (error: unknown) => void;
};

/** The desk as the background has it: in the offscreen document where there may be one, else in this context. */
export function createBackgroundDesk(deps: BackgroundDeskDeps): ByteDesk {
  const { offscreen, hostAccess, keepAlive, startTimer } = deps;
  const remote = createRemoteByteDesk(deps);
  const local = createByteDesk({
    ...deps,
    fetchBytes: createFetchBytes({ fetch: (input, init) => fetch(input, init), startTimer }),
    hash: hashBlob,
    addresses: addressesOfThisContext(),
  });
  const desk = () => (offscreen.isAvailable() ? remote : local);
  return createPermittedDesk(
    {
      copyLink: (request) => keepAlive(() => desk().copyLink(request)),
      copyFile: (request) => keepAlive(() => desk().copyFile(request)),
      openDelivery: (id) => desk().openDelivery(id),
      closeDelivery: (id) => desk().closeDelivery(id),
      rest: () => desk().rest(),
    },
    hostAccess.has,
  );
}

/** A service worker has none. */
function addressesOfThisContext() {
  if (typeof URL.createObjectURL !== 'function') return undefined;
  return {
    create: (blob: Blob) => URL.createObjectURL(blob),
    revoke: (address: string) => URL.revokeObjectURL(address),
  };
}
