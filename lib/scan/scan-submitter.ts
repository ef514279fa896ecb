import type { FilesClient } from '../api/files-client.ts';
import { ApiError } from '../core/errors.ts';
import type { Scan } from '../core/scan.ts';
import type { KeepAlive } from '../platform/keep-alive.ts';
import type { StagedBytes } from '../storage/staged-bytes.ts';

export type ScanSubmitterDeps = { staged: Pick<StagedBytes, 'get'>; keepAlive: KeepAlive };

/** Submits a scan by its route, or finds it where the server has it already. Throws `ApiError`. */
export type ScanSubmitter = (
  client: FilesClient,
  scan: Scan,
) => Promise<{ remoteId: number; isFound: boolean }>;

/** Makes the submitter. */
export function createScanSubmitter({ staged, keepAlive }: ScanSubmitterDeps): ScanSubmitter {
  async function send(client: FilesClient, scan: Scan): Promise<number> {
    const { scanId } = await submit(client, scan);
    return scanId;
  }

  async function submit(client: FilesClient, scan: Scan) {
    const { name } = scan;
    const subOrigin = markOf(scan);
    switch (scan.route) {
      case 'link':
        return client.submitFile({ downloadLink: scan.url, name, subOrigin });
      case 'page':
        return client.submitPage({ url: scan.url });
      case 'bytes': {
        const data = await staged.get(scan.id);
        if (data === undefined) throw new ApiError('bytes-missing');
        return keepAlive(() => client.submitFile({ data, name, subOrigin }));
      }
    }
  }

  /** What an earlier try may have brought to the server. A server that shows no list is no reason not to go on. */
  async function find(client: FilesClient, scan: Scan): Promise<number | undefined> {
    if (scan.inDoubtSince === undefined || scan.route === 'page') return undefined;
    try {
      return await client.findSubmission({ subOrigin: markOf(scan), since: scan.inDoubtSince });
    } catch (error) {
      if (error instanceof ApiError && (error.status === 404 || error.status === 405)) return undefined;
      throw error;
    }
  }

  return async (client, scan) => {
    const found = await find(client, scan);
    return found === undefined
      ? { remoteId: await send(client, scan), isFound: false }
      : { remoteId: found, isFound: true };
  };
}

/** The scan's id is random and never leaves the browser but as this mark. */
function markOf({ id }: Scan): string {
  return `sluice:${id}`;
}
