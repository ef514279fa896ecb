import { createHandlers } from '../../entrypoints/offscreen/create-handlers.ts';
import { createByteDesk } from '../../lib/downloads/byte-desk.ts';
import type { FetchBytes } from '../../lib/downloads/fetch-bytes.ts';
import { hashBlob } from '../../lib/downloads/hash-blob.ts';
import { createOffscreen, type Offscreen } from '../../lib/platform/offscreen.ts';
import type { StagedBytes } from '../../lib/storage/staged-bytes.ts';
import { createTestStore } from './create-test-store.ts';
import { createTestUploads } from './create-test-uploads.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { createFakeFilesClients, type FakeFilesClients } from './fake-files-client.ts';
import { createFakeOffscreenBrowser, type FakeOffscreenBrowser } from './fake-offscreen-browser.ts';

export type OffscreenWorld = {
  browser: FakeOffscreenBrowser;
  /** The document's, which its timers run by. */
  clock: FakeClock;
  clients: FakeFilesClients;
  staged: StagedBytes;
  /** How often the document told the background that something is done. */
  settledCount: () => number;
  /** A worker's way to the document. A new one is a new worker: what an earlier one waits for is heard by nobody. */
  newWorker: () => Offscreen;
};

/** A browser in which the real document lives, over fake bytes and scanners. */
export function createOffscreenWorld(fetchBytes: FetchBytes): OffscreenWorld {
  const { staged } = createTestStore();
  const clock = createFakeClock();
  const clients = createFakeFilesClients();
  let settled = 0;
  const browser = createFakeOffscreenBrowser(() =>
    createHandlers({
      desk: createByteDesk({
        staged,
        fetchBytes,
        hash: hashBlob,
        addresses: { create: () => 'blob:sluice/0a1b', revoke: () => {} },
        now: clock.now,
        report: () => {},
      }),
      uploads: createTestUploads(staged),
      connect: clients.connect,
      startTimer: clock.startTimer,
      onSettled() {
        settled += 1;
      },
      report: () => {},
    }),
  );
  return {
    browser,
    clock,
    clients,
    staged,
    settledCount: () => settled,
    newWorker: () => createOffscreen({ browser, pause: async () => {} }),
  };
}
