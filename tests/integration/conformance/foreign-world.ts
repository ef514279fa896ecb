import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { makePdf } from '../../../server/samples/make-pdf.ts';
import { type Service, startService } from './start-service.ts';

export type ForeignWorld = Service & {
  /** Where files are submitted. */
  address: string;
  /** For files of the test. */
  folder: string;
  /** A PDF. */
  file: string;
  callbackUrl: string;
  /** Headers of the callbacks that have come. */
  callbacks: IncomingHttpHeaders[];
};

/** A scanner with `sample.doc` in its default storage, a file to send, and a receiver of callbacks. */
export async function startForeignWorld(): Promise<ForeignWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-foreign-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'example.pdf');
  await writeFile(file, makePdf('To be sent.'));
  const storage = join(folder, 'storage');
  await mkdir(storage);
  await writeFile(join(storage, 'sample.doc'), makePdf('From the storage.'));
  const callbacks: IncomingHttpHeaders[] = [];
  const callbackUrl = await startReceiver(callbacks);
  const service = await startService(['--storage', `files=${storage}`, '--default-storage', 'files']);
  return { ...service, address: `${service.url}/api/v1/files/`, folder, file, callbackUrl, callbacks };
}

async function startReceiver(callbacks: IncomingHttpHeaders[]): Promise<string> {
  const receiver = createServer((request, response) => {
    callbacks.push(request.headers);
    request.resume();
    response.end();
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    receiver.closeAllConnections();
    receiver.close();
  });
  const address = receiver.address();
  if (address === null || typeof address === 'string') throw new Error('The receiver has no port.');
  return `http://127.0.0.1:${address.port}/callback`;
}
