import type { Downloads, NewDownload } from '../../lib/platform/downloads.ts';
import { createFakeEvent } from './fake-event.ts';

export type FakeDownloads = Downloads & {
  /** A download begins. */
  create: (download: NewDownload) => void;
  /** The browser decides the path of a download. */
  name: (id: number, path: string) => void;
  listenerCounts: () => { created: number; named: number };
};

export function createFakeDownloads(): FakeDownloads {
  const created = createFakeEvent<[download: NewDownload]>();
  const named = createFakeEvent<[id: number, path: string]>();
  return {
    onCreated: (listener) => void created.add(listener),
    onNamed: (listener) => void named.add(listener),
    create: created.fire,
    name: named.fire,
    listenerCounts: () => ({ created: created.listenerCount(), named: named.listenerCount() }),
  };
}
