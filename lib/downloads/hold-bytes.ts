import type { Hold } from '../core/hold.ts';
import type { SeenDownload } from '../core/seen-download.ts';
import type { ByteAccess } from '../platform/byte-access.ts';
import type { ByteDesk, CopyAnswer } from './byte-desk.ts';
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

type CopySource = { address: string; size: number | undefined; type: string };

/** The ways to a copy of our own. Each is tried once in a worker's life. */
export type HoldBytes = {
  /** Whether there is a way that has not failed yet. */
  mayCome: (hold: Hold, download: SeenDownload | undefined) => Promise<boolean>;
  /** Starts to fetch the address anew; answers whether that is under way. */
  seekByLink: (hold: Hold, download: SeenDownload | undefined) => Promise<boolean>;
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

  /** What the browser has, or in Firefox is about to. */
  function sourceOf({ id }: Hold, download: SeenDownload | undefined): CopySource | undefined {
    if (download !== undefined) {
      const { addresses, total, type } = download;
      return { address: addresses.at(-1) ?? '', size: total, type };
    }
    const { gate } = live.of(id);
    return gate && { address: gate.addresses.at(-1) ?? '', size: gate.size, type: gate.type };
  }

  /** To ask a site again for what it answered to a form would be to send the form without what was in it. */
  async function canFetch(hold: Hold, download: SeenDownload | undefined): Promise<boolean> {
    const { method = 'GET' } = live.of(hold.id).gate ?? {};
    const source = sourceOf(hold, download);
    return source !== undefined && method === 'GET' && access.canFetch(source.address);
  }

  return {
    async mayCome(hold, download) {
      const { byLink, byFile, copy } = live.of(hold.id);
      if (copy !== undefined || hold.staged !== undefined) return true;
      if (byLink === 'running' || byFile === 'running') return true;
      if (byLink === 'untried' && (await canFetch(hold, download))) return true;
      const mayStand = download !== undefined && download.state !== 'interrupted' && download.exists;
      return byFile === 'untried' && mayStand && access.canReadFiles();
    },
    async seekByLink(hold, download) {
      const { id } = hold;
      const { byLink } = live.of(id);
      const source = sourceOf(hold, download);
      if (byLink !== 'untried' || source === undefined || !(await canFetch(hold, download)))
        return byLink === 'running';
      const { address, ...expected } = source;
      void attempt(id, 'byLink', () => desk.copyLink({ id, address, maxBytes, expected }));
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
