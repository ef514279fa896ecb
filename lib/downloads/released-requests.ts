import type { SeenDownload } from '../core/seen-download.ts';
import { BEGINS_WITHIN_MS } from './live-holds.ts';

/**
 * Requests that were held before there was a download, as in Firefox, and were let go: by their address, the download
 * that then begins is known as theirs.
 */
export type ReleasedRequests = {
  add: (id: string, address: string) => void;
  /** The hold that a download belongs to; undefined for one that nobody held. Each is answered once. */
  adopt: (download: SeenDownload) => string | undefined;
};

/** Makes the memory of this worker's released requests. */
export function createReleasedRequests(now: () => number): ReleasedRequests {
  let requests: { id: string; address: string; at: number }[] = [];
  return {
    add(id, address) {
      requests.push({ id, address: withoutFragment(address), at: now() });
    },
    adopt({ addresses }) {
      requests = requests.filter(({ at }) => now() - at <= BEGINS_WITHIN_MS);
      const seen = new Set(addresses.map(withoutFragment));
      // An earlier one of the same address may have become no download.
      const found = requests.findLast(({ address }) => seen.has(address));
      requests = requests.filter((request) => request !== found);
      return found?.id;
    },
  };
}

function withoutFragment(address: string): string {
  return address.replace(/#.*/s, '');
}
