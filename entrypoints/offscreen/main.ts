import { createFilesClient } from '../../lib/api/files-client.ts';
import { createByteDesk } from '../../lib/downloads/byte-desk.ts';
import { createFetchBytes } from '../../lib/downloads/fetch-bytes.ts';
import { hashBlob } from '../../lib/downloads/hash-blob.ts';
import { serveOffscreen, tellSettled } from '../../lib/platform/offscreen-messages.ts';
import { createUploadProgress } from '../../lib/scan/upload-progress.ts';
import { createUploads } from '../../lib/scan/uploads.ts';
import { createDatabaseOpener } from '../../lib/storage/open-database.ts';
import { createStagedBytes } from '../../lib/storage/staged-bytes.ts';
import { createHandlers } from './create-handlers.ts';

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
  fetchBytes: createFetchBytes({
    fetch: (input, init) => fetch(input, init),
    startTimer,
    mayRedirect: false,
  }),
  hash: hashBlob,
  addresses: {
    create: (blob) => URL.createObjectURL(blob),
    revoke: (address) => URL.revokeObjectURL(address),
  },
  now: Date.now,
  report,
});
const uploads = createUploads({
  staged,
  progress: createUploadProgress(Date.now),
  keepAlive: (task) => task(),
});
const connect = (server: string, token: string) => createFilesClient({ server, token });

serveOffscreen(createHandlers({ desk, uploads, connect, startTimer, onSettled: tellSettled, report }));
