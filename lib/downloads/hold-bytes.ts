import type { Hold } from '../core/hold.ts';
import type { SeenDownload } from '../core/seen-download.ts';
import type { ByteAccess } from '../platform/byte-access.ts';
import type { KeepAlive } from '../platform/keep-alive.ts';
import type { ByteDesk, CopyAnswer } from './byte-desk.ts';
import type { LiveHolds } from './live-holds.ts';

export type HoldBytesDeps = {
  desk: Pick<ByteDesk, 'copyLink' | 'copyFile'>;
  access: ByteAccess;
  live: LiveHolds;
  keepAlive: KeepAlive;
  /** Most bytes that are copied. */
  maxBytes: number;
  /** A try has ended, either way. */
  onTried: (id: string) => void;
  report: (error: unknown) => void;
};

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
  const { desk, access, live, keepAlive, maxBytes, onTried, report } = deps;

  async function attempt(id: string, way: 'byLink' | 'byFile', copy: () => Promise<CopyAnswer>) {
    const state = live.of(id);
    state[way] = 'running';
    try {
      const answer = await keepAlive(copy);
      state[way] = answer.kind === 'copied' ? 'done' : 'failed';
      if (answer.kind === 'copied') state.copy = answer.copy;
    } catch (error) {
      state[way] = 'failed';
      report(error);
    }
    onTried(id);
  }

  async function canFetch(download: SeenDownload | undefined): Promise<boolean> {
    const address = download?.addresses.at(-1);
    return address !== undefined && (await access.canFetch(address));
  }

  return {
    async mayCome(hold, download) {
      const { byLink, byFile, copy } = live.of(hold.id);
      if (copy !== undefined || hold.staged !== undefined) return true;
      if (byLink === 'running' || byFile === 'running') return true;
      if (byLink === 'untried' && (await canFetch(download))) return true;
      const mayStand = download !== undefined && download.state !== 'interrupted' && download.exists;
      return byFile === 'untried' && mayStand && access.canReadFiles();
    },
    async seekByLink({ id }, download) {
      const { byLink } = live.of(id);
      if (byLink !== 'untried' || !(await canFetch(download))) return byLink === 'running';
      const address = download?.addresses.at(-1) ?? '';
      const expected = { size: download?.total, type: download?.type };
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
