import type { Downloads, NamedDownload, NewDownload } from '../../lib/platform/downloads.ts';
import { createFakeEvent } from './fake-event.ts';

export type FakeDownloads = Downloads & {
  /** A download begins. */
  create: (download: NewDownload) => void;
  /** The browser decides the path of a download. */
  name: (named: NamedDownload) => void;
  listenerCounts: () => { created: number; named: number };
};

export function createFakeDownloads(): FakeDownloads {
  const created = createFakeEvent<[download: NewDownload]>();
  const named = createFakeEvent<[named: NamedDownload]>();
  return {
    onCreated: (listener) => void created.add(listener),
    onNamed: (listener) => void named.add(listener),
    create: created.fire,
    name: named.fire,
    listenerCounts: () => ({ created: created.listenerCount(), named: named.listenerCount() }),
  };
}
