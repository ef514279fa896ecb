import { createFilesClient } from '../../lib/api/files-client.ts';
import { type CopyAnswer, createByteDesk } from '../../lib/downloads/byte-desk.ts';
import { createFetchBytes } from '../../lib/downloads/fetch-bytes.ts';
import { hashBlob } from '../../lib/downloads/hash-blob.ts';
import { serveByteDesk } from '../../lib/downloads/serve-byte-desk.ts';
import {
  createOffscreenJobs,
  IDLE_QUESTION,
  parseReceived,
  RECEIVED_WORD,
} from '../../lib/platform/offscreen-jobs.ts';
import { serveOffscreen, tellSettled } from '../../lib/platform/offscreen-messages.ts';
import { serveUploads } from '../../lib/scan/serve-uploads.ts';
import { createUploadProgress } from '../../lib/scan/upload-progress.ts';
import { toFailedUpload, type UploadOutcome } from '../../lib/scan/upload-questions.ts';
import { createUploads } from '../../lib/scan/uploads.ts';
import { createDatabaseOpener } from '../../lib/storage/open-database.ts';
import { createStagedBytes } from '../../lib/storage/staged-bytes.ts';

// The document that Chromium lets live when the worker is stopped. It copies, hashes and hands out bytes, and sends
// them. Of the browser's interfaces it has `runtime` only.

const staged = createStagedBytes(createDatabaseOpener());
const report = (error: unknown) => console.error('Sluice:', error);

function startTimer(callback: () => void, delayMs: number): () => void {
  const timer = setTimeout(callback, delayMs);
  return () => clearTimeout(timer);
}

const desk = createByteDesk({
  staged,
  fetchBytes: createFetchBytes({ fetch: (input, init) => fetch(input, init), startTimer }),
  hash: hashBlob,
  addresses: { create: URL.createObjectURL, revoke: URL.revokeObjectURL },
  now: Date.now,
  report,
});
const copies = createOffscreenJobs<CopyAnswer>({
  startTimer,
  onSettled: tellSettled,
  keep: ({ kind }) => (kind === 'copied' ? 'elsewhere' : 'here'),
  toOutcome(error) {
    report(error);
    return { kind: 'refused', because: 'interrupted' };
  },
});
const uploads = createOffscreenJobs<UploadOutcome>({
  startTimer,
  onSettled: tellSettled,
  keep: ({ kind }) => (kind === 'accepted' ? 'for-good' : 'here'),
  toOutcome: toFailedUpload,
});
const servedDesk = serveByteDesk(desk, copies);

serveOffscreen({
  ...servedDesk.handlers,
  ...serveUploads({
    uploads: createUploads({
      staged,
      progress: createUploadProgress(Date.now),
      keepAlive: (task) => task(),
    }),
    connect: (server, token) => createFilesClient({ server, token }),
    jobs: uploads,
  }),
  [IDLE_QUESTION]: async () => servedDesk.isIdle() && uploads.isIdle(),
  async [RECEIVED_WORD](word) {
    const key = parseReceived(word);
    copies.receive(key);
    uploads.receive(key);
    return true;
  },
});
