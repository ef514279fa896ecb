import type { FilesClient } from '../api/files-client.ts';
import type { Submitted } from '../api/submission.ts';
import { ApiError } from '../core/errors.ts';
import type { KeepAlive } from '../platform/keep-alive.ts';
import type { StagedBytes } from '../storage/staged-bytes.ts';
import type { UploadProgressChannel } from './upload-progress.ts';

export type UploadRequest = {
  /** Of the scan, whose bytes are staged. */
  id: string;
  /** The server that the client speaks to. */
  server: string;
  name: string;
  /** The mark of the submission, the same for each try of it. */
  subOrigin: string;
  /** Opens an encrypted archive. In memory only. */
  filePassword?: string | undefined;
};

/** Sends the staged bytes of scans. */
export type Uploads = {
  /**
   * Sends the bytes; where an upload with the same mark is under way, or has ended without being heard, what that
   * comes to.
   * @throws ApiError `no-consent` where it was stopped, and the others of the client
   */
  send: (client: FilesClient, request: UploadRequest) => Promise<Submitted>;
  /** Whether an upload with this mark, begun by a worker that is gone, is under way or has ended without being heard. */
  isKnown: (subOrigin: string) => Promise<boolean>;
  /** Breaks off what is under way, whoever began it: nobody agrees any more that anything is sent. */
  stop: () => Promise<void>;
};

export type UploadsDeps = {
  staged: Pick<StagedBytes, 'get'>;
  progress: Pick<UploadProgressChannel, 'publisherOf'>;
  /** Keeps this context alive meanwhile. */
  keepAlive: KeepAlive;
};

/** Makes the uploads of this context, which end with it: nothing is known of those of an earlier one. */
export function createUploads({ staged, progress, keepAlive }: UploadsDeps): Uploads {
  let current = new AbortController();
  return {
    async send(client, { id, name, subOrigin, filePassword }) {
      const { signal } = current;
      const data = await staged.get(id);
      if (data === undefined) throw new ApiError('bytes-missing');
      const submission = { data, name, subOrigin, ...(filePassword ? { filePassword } : {}) };
      return keepAlive(() => client.submitFile(submission, { onProgress: progress.publisherOf(id), signal }));
    },
    isKnown: async () => false,
    async stop() {
      current.abort(new ApiError('no-consent'));
      current = new AbortController();
    },
  };
}
