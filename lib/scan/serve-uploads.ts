import * as v from 'valibot';
import type { FilesClient } from '../api/files-client.ts';
import type { OffscreenJobs } from '../platform/offscreen-jobs.ts';
import type { OffscreenHandlers } from '../platform/offscreen-messages.ts';
import { KnownQuestion, UPLOAD_QUESTIONS, type UploadOutcome, UploadQuestion } from './upload-questions.ts';
import type { Uploads } from './uploads.ts';

export type ServeUploadsDeps = {
  uploads: Uploads;
  connect: (server: string, token: string) => FilesClient;
  jobs: OffscreenJobs<UploadOutcome>;
};

/** The document's end of the uploads. */
export function serveUploads({ uploads, connect, jobs }: ServeUploadsDeps): OffscreenHandlers {
  return {
    async [UPLOAD_QUESTIONS.upload](question) {
      const { token, ...request } = v.parse(UploadQuestion, question);
      const client = connect(request.server, token);
      return jobs.run(toKey(request.subOrigin), async () => {
        const { scanId } = await uploads.send(client, request);
        return { kind: 'accepted', scanId };
      });
    },
    async [UPLOAD_QUESTIONS.isKnown](question) {
      return jobs.peek(toKey(v.parse(KnownQuestion, question).subOrigin)) !== undefined;
    },
    async [UPLOAD_QUESTIONS.stop]() {
      await uploads.stop();
      return true;
    },
  };
}

function toKey(subOrigin: string): string {
  return `upload:${subOrigin}`;
}
