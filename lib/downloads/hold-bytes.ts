import type { Hold } from '../core/hold.ts';
import type { Scan } from '../core/scan.ts';
import type { SeenDownload } from '../core/seen-download.ts';
import type { ByteAccess } from '../platform/byte-access.ts';
import type { ByteDesk, CopyAnswer, CopyRequest } from './byte-desk.ts';
import type { LiveHolds } from './live-holds.ts';

export type HoldBytesDeps = {
  /** Keeps the worker alive while it copies. */
  desk: Pick<ByteDesk, 'copyLink' | 'copyFile'>;
  access: ByteAccess;
  live: LiveHolds;
  /** Most bytes that are copied. */
  maxBytes: number;
  /** A try has ended, either way. */
  onTried: (id: string) => void;
  report: (error: unknown) => void;
};

/** What is known of a hold's file, where there may be no download yet, or none any more. */
export type KnownFile = { hold: Hold; scan: Scan | undefined; download: SeenDownload | undefined };

type CopySource = Pick<CopyRequest, 'address' | 'expected'>;

/** The ways to a copy of our own. Each is tried once in a worker's life. */
export type HoldBytes = {
  /** Whether there is a way that has not failed yet. */
  mayCome: (file: KnownFile) => Promise<boolean>;
  /** Whether the file itself may still be read: now, or once it is complete. */
  mayRead: (file: Pick<KnownFile, 'hold' | 'download'>) => Promise<boolean>;
  /** Starts to fetch the address anew; answers whether that is under way. */
  seekByLink: (file: KnownFile) => Promise<boolean>;
  /** Starts to read the file that the browser has completed; answers whether that is under way. */
  seekByFile: (hold: Hold, download: SeenDownload | undefined) => Promise<boolean>;
};

/** Makes the ways to the bytes. */
export function createHoldBytes(deps: HoldBytesDeps): HoldBytes {
  const { desk, access, live, maxBytes, onTried, report } = deps;

  async function attempt(id: string, way: 'byLink' | 'byFile', copy: () => Promise<CopyAnswer>) {
    const state = live.of(id);
    state[way] = 'running';
    try {
      const answer = await copy();
      state[way] = answer.kind === 'copied' ? 'done' : 'failed';
      if (answer.kind === 'copied') state.copy = answer.copy;
    } catch (error) {
      state[way] = 'failed';
      report(error);
    }
    onTried(id);
  }

  /** What the browser has, or in Firefox is about to; the link alone where it was about to when a worker died. */
  function sourceOf({ hold, scan, download }: KnownFile): CopySource | undefined {
    const { gate } = live.of(hold.id);
    // To ask a site again for what it answered to a form would be to send the form without what was in it.
    if (gate !== undefined && (gate.method ?? 'GET') !== 'GET') return undefined;
    if (download !== undefined) {
      const { addresses, total: size, type } = download;
      return { address: addresses.at(-1) ?? '', expected: { size, type } };
    }
    if (gate !== undefined) {
      const { addresses, size, type } = gate;
      return { address: addresses.at(-1) ?? '', expected: { size, type } };
    }
    if (hold.saveFrom !== undefined) return { address: hold.saveFrom, expected: {} };
    const isLink = hold.downloadId === undefined && scan?.route === 'link';
    return isLink ? { address: scan.url, expected: {} } : undefined;
  }

  async function findSource(file: KnownFile): Promise<CopySource | undefined> {
    const source = sourceOf(file);
    return source !== undefined && (await access.canFetch(source.address)) ? source : undefined;
  }

  async function mayRead({ hold, download }: Pick<KnownFile, 'hold' | 'download'>): Promise<boolean> {
    const mayStand = download !== undefined && download.state !== 'interrupted' && download.exists;
    return live.of(hold.id).byFile === 'untried' && mayStand && access.canReadFiles();
  }

  return {
    mayRead,
    async mayCome(file) {
      const { hold } = file;
      const { byLink, byFile, copy } = live.of(hold.id);
      if (copy !== undefined || hold.staged !== undefined) return true;
      if (byLink === 'running' || byFile === 'running') return true;
      if (byLink === 'untried' && (await findSource(file)) !== undefined) return true;
      return mayRead(file);
    },
    async seekByLink(file) {
      const { id } = file.hold;
      const { byLink } = live.of(id);
      const source = byLink === 'untried' ? await findSource(file) : undefined;
      if (source === undefined) return byLink === 'running';
      void attempt(id, 'byLink', () => desk.copyLink({ id, maxBytes, ...source }));
      return true;
    },
    async seekByFile({ id }, download) {
      const { byFile } = live.of(id);
      const stands = download?.state === 'complete' && download.exists;
      if (byFile !== 'untried' || !stands || !(await access.canReadFiles())) return byFile === 'running';
      const { path } = download;
      void attempt(id, 'byFile', () => desk.copyFile({ id, path, maxBytes }));
      return true;
    },
  };
}
