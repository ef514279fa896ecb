import type { FilesClient } from '../api/files-client.ts';
import { ApiError, SubmissionLookupError } from '../core/errors.ts';
import { dispositionOf } from '../core/problem.ts';
import type { Scan } from '../core/scan.ts';
import type { ConsentStore } from '../storage/consent-store.ts';
import type { Uploads } from './uploads.ts';

export type ScanSubmitterDeps = {
  uploads: Uploads;
  /** Asked right before anything is sent: it may have been taken back since the scan's turn came. */
  consents: Pick<ConsentStore, 'load'>;
  /** Throws `ApiError` for more bytes than may be sent: such a file is not even staged. */
  checkSize: (bytes: number) => void;
  /** Sees that nothing is posted but what the scanner is to have. */
  beforePost: () => Promise<void>;
};

/**
 * Submits a scan that was started, by its route; or finds it where the server has it already.
 * @param isRepeat whether an earlier try of this submission may have been accepted
 * @param filePassword opens an encrypted archive. In memory only
 * @throws ApiError where the submission failed, SubmissionLookupError where the look for an earlier try did
 */
export type ScanSubmitter = (
  client: FilesClient,
  scan: Scan,
  isRepeat: boolean,
  filePassword?: string,
) => Promise<{ remoteId: number; isFound: boolean }>;

/** Makes the submitter. */
export function createScanSubmitter({
  uploads,
  consents,
  checkSize,
  beforePost,
}: ScanSubmitterDeps): ScanSubmitter {
  async function submit(client: FilesClient, scan: Scan, subOrigin: string, filePassword?: string) {
    const { id, name, server } = scan;
    await beforePost();
    if ((await consents.load()) === undefined) throw new ApiError('no-consent');
    const password = filePassword ? { filePassword } : {};
    switch (scan.route) {
      case 'link':
        return client.submitFile({ downloadLink: scan.url, name, subOrigin, ...password });
      case 'page':
        return client.submitPage({ url: scan.url, subOrigin });
      case 'bytes':
        checkSize(scan.size ?? 0);
        if (server === undefined) throw new ApiError('not-connected');
        return uploads.send(client, { id, server, name, subOrigin, ...password });
    }
  }

  /** What an earlier try may have brought to the server. */
  async function find(client: FilesClient, subOrigin: string, since: number): Promise<number | undefined> {
    try {
      return await client.findSubmission({ subOrigin, since });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (isWithoutAnswer(error)) return undefined;
      throw new SubmissionLookupError(error);
    }
  }

  return async (client, scan, isRepeat, filePassword) => {
    const since = scan.inDoubt?.since ?? scan.createdAt;
    const mark = toMark(scan.id, since);
    // Begun by a worker that is gone, and still under way or not heard of: it is waited for rather than looked for.
    const isGoingOn = isRepeat && scan.route === 'bytes' && (await uploads.isKnown(mark));
    const found = isRepeat && !isGoingOn ? await find(client, mark, since) : undefined;
    if (found !== undefined) return { remoteId: found, isFound: true };
    const { scanId } = await submit(client, scan, mark, filePassword);
    return { remoteId: scanId, isFound: isGoingOn };
  };
}

/** A server without a list, or with one too long to be searched: it is sent again, and the record says so. */
function isWithoutAnswer({ status, problem }: ApiError): boolean {
  return (
    status === 404 ||
    status === 405 ||
    problem === 'answer-too-long' ||
    dispositionOf(problem, 'submit') === 'final'
  );
}

/**
 * The mark of one submission and its repeats. The scan's id is random and leaves the browser as a part of this only; the
 * time tells apart what is submitted of one scan anew: its page, or a new try after an end.
 */
function toMark(id: string, since: number): string {
  return `sluice:${id}:${since}`;
}
