import type { SeenDownload } from '../../lib/core/seen-download.ts';
import type { Downloads } from '../../lib/platform/downloads.ts';
import type { HeldDownload, HoldGate } from '../../lib/platform/hold-gate.ts';
import { aDownload } from '../factories/download-factory.ts';
import { createFakeEvent } from './fake-event.ts';

/** How long the browser waits for a name, in ms. */
const WAITS_MS = 12_000;

/** A browser's downloads: what a worker does to them is done, and outlives the worker. */
export type FakeDownloads = Downloads & {
  gate: HoldGate;
  /** A download begins, and is held where a listener stands for that. */
  create: (download: SeenDownload) => void;
  /** The browser tells of a change. */
  change: (id: number, change: Partial<SeenDownload>) => void;
  /** Every byte is in: it is complete once it has a name. */
  complete: (id: number) => void;
  get: (id: number) => SeenDownload | undefined;
  /** Names of the files that stand in the folder, complete or not. */
  names: () => string[];
  /** The worker dies: nobody listens any more, and the browser goes on with what was held, under its own names. */
  loseWorker: () => void;
  /** The next so many calls that change something are refused. */
  refuse: (count: number) => void;
  listenerCounts: () => { created: number; changed: number; held: number };
};

/** @param now milliseconds since 1970 */
export function createFakeDownloads(now: () => number): FakeDownloads {
  const created = createFakeEvent<[download: SeenDownload]>();
  const changed = createFakeEvent<[id: number]>();
  const held = createFakeEvent<[held: HeldDownload]>();
  const items = new Map<number, SeenDownload>();
  /** What the file is called by the site, and whether all is in, by number. */
  const pending = new Map<number, { name: string; isIn: boolean }>();
  let refusals = 0;

  function change(id: number, facts: Partial<SeenDownload>): void {
    const item = items.get(id);
    if (item === undefined) return;
    items.set(id, { ...item, ...facts });
    changed.fire(id);
  }

  function giveName(id: number, name: string | undefined): void {
    const waiting = pending.get(id);
    if (waiting === undefined || items.get(id)?.state !== 'arriving' || items.get(id)?.path !== '') return;
    change(id, { path: `/downloads/${name ?? waiting.name}` });
    if (waiting.isIn) complete(id);
  }

  function complete(id: number): void {
    const item = items.get(id);
    if (item === undefined || item.state !== 'arriving') return;
    const total = item.total ?? 1_000;
    pending.set(id, { name: pending.get(id)?.name ?? 'download', isIn: true });
    items.set(id, { ...item, received: total, total });
    if (item.path !== '') change(id, { state: 'complete' });
  }

  function hold(item: SeenDownload): void {
    let isDecided = false;
    held.fire({
      downloadId: item.id,
      addresses: item.addresses,
      page: item.page,
      name: pending.get(item.id)?.name ?? '',
      size: item.total,
      type: item.type,
      method: undefined,
      isPrivateWindow: item.isPrivateWindow,
      isOwn: item.isOwn,
      mayBeListed: false,
      canName: true,
      waitsUntil: now() + WAITS_MS,
      go(name) {
        if (!isDecided) giveName(item.id, name);
        isDecided = true;
      },
      async stop() {
        if (isDecided) return false;
        await api.cancel(item.id);
        isDecided = true;
        return true;
      },
      whenGone: () => {},
    });
  }

  /** @param isIn every byte is there already, as of our own staged copy */
  function begin(item: SeenDownload, name: string, isIn = false): void {
    items.set(item.id, item);
    pending.set(item.id, { name, isIn });
    created.fire(item);
    if (held.listenerCount() > 0) hold(item);
    else if (item.path === '') giveName(item.id, undefined);
  }

  function check(): void {
    if (refusals > 0) {
      refusals -= 1;
      throw new Error('The browser refuses.');
    }
  }

  const api: FakeDownloads = {
    gate: { onHeld: (listener) => void held.add(listener) },
    onCreated: (listener) => void created.add(listener),
    onChanged: (listener) => void changed.add(listener),
    find: async (id) => items.get(id),
    listArriving: async () => [...items.values()].filter(({ state }) => state === 'arriving'),
    listSince: async (time) => [...items.values()].filter(({ startedAt = 0 }) => startedAt >= time),
    findOwn: async (end) =>
      [...items.values()].filter(({ isOwn, addresses }) => isOwn && addresses[0]?.endsWith(end) === true),
    async start({ address, name }) {
      check();
      const item = aDownload({ addresses: [address], isOwn: true, startedAt: now() });
      begin(item, name, true);
      return item.id;
    },
    async cancel(id) {
      check();
      if (items.get(id)?.state !== 'complete') change(id, { state: 'interrupted', error: 'USER_CANCELED' });
    },
    async resume(id) {
      check();
      const hasCrashed = items.get(id)?.error === 'CRASH';
      change(id, { state: 'arriving', canResume: false, ...(hasCrashed ? { path: '' } : {}) });
      const item = items.get(id);
      // It had not kept the name, and asks once more.
      if (hasCrashed && item !== undefined) hold(item);
    },
    async removeFile(id) {
      check();
      if (items.get(id)?.state !== 'complete') throw new Error('Download must be complete');
      change(id, { exists: false });
    },
    async erase(id) {
      check();
      items.delete(id);
    },
    create: (download) => begin(download, download.addresses.at(-1)?.split('/').at(-1) ?? 'download'),
    change,
    complete,
    get: (id) => items.get(id),
    names: () =>
      [...items.values()]
        .filter(({ state, exists, path }) => state !== 'interrupted' && exists && path !== '')
        .map(({ path }) => path.replace('/downloads/', '')),
    loseWorker() {
      for (const event of [created, changed, held]) event.clear();
      for (const { id } of items.values()) giveName(id, undefined);
    },
    refuse(count) {
      refusals = count;
    },
    listenerCounts: () => ({
      created: created.listenerCount(),
      changed: changed.listenerCount(),
      held: held.listenerCount(),
    }),
  };
  return api;
}
