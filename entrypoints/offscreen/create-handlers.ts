import type { FilesClient } from '../../lib/api/files-client.ts';
import type { ByteDesk, CopyAnswer } from '../../lib/downloads/byte-desk.ts';
import { serveByteDesk } from '../../lib/downloads/serve-byte-desk.ts';
import {
  createOffscreenJobs,
  IDLE_QUESTION,
  parseReceived,
  RECEIVED_WORD,
} from '../../lib/platform/offscreen-jobs.ts';
import type { OffscreenHandlers } from '../../lib/platform/offscreen-messages.ts';
import { serveUploads } from '../../lib/scan/serve-uploads.ts';
import { toFailedUpload, type UploadOutcome } from '../../lib/scan/upload-questions.ts';
import type { Uploads } from '../../lib/scan/uploads.ts';
import type { StartTimer } from '../../lib/scan/wake-up.ts';

export type HandlersDeps = {
  desk: ByteDesk;
  uploads: Uploads;
  connect: (server: string, token: string) => FilesClient;
  startTimer: StartTimer;
  /** Called at the end of each copy and each upload. */
  onSettled: () => void;
  report: (error: unknown) => void;
};

/** All that the document answers to. */
export function createHandlers(deps: HandlersDeps): OffscreenHandlers {
  const { desk, uploads, connect, report } = deps;
  const copies = createOffscreenJobs<CopyAnswer>({
    ...deps,
    keep: ({ kind }) => (kind === 'copied' ? 'elsewhere' : 'here'),
    toOutcome(error) {
      report(error);
      return { kind: 'refused', because: 'interrupted' };
    },
  });
  const sent = createOffscreenJobs<UploadOutcome>({
    ...deps,
    keep(outcome) {
      if (outcome.kind === 'accepted') return 'for-good';
      // What was stopped is begun anew once somebody agrees again.
      const isStopped = outcome.kind === 'refused' && outcome.refusal.problem === 'no-consent';
      return isStopped ? 'elsewhere' : 'here';
    },
    toOutcome: toFailedUpload,
  });
  const servedDesk = serveByteDesk(desk, copies);
  return {
    ...servedDesk.handlers,
    ...serveUploads({ uploads, connect, jobs: sent }),
    [IDLE_QUESTION]: async () => servedDesk.isIdle() && sent.isIdle(),
    async [RECEIVED_WORD](word) {
      const key = parseReceived(word);
      copies.receive(key);
      sent.receive(key);
      return true;
    },
  };
}
