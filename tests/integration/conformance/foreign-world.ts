import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { makePdf } from '../../../server/samples/make-pdf.ts';
import { type Received, startReceiver } from '../server/receiver.ts';
import { type Service, startService } from './start-service.ts';

export type ForeignWorld = Service & {
  /** Where files are submitted. */
  address: string;
  /** For files of the test. */
  folder: string;
  /** A PDF. */
  file: string;
  callbackUrl: string;
  /** The callbacks that have come. */
  callbacks: readonly Received[];
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
  const receiver = await startReceiver();
  const service = await startService(['--storage', `files=${storage}`, '--default-storage', 'files']);
  const address = `${service.url}/api/v1/files/`;
  const callbackUrl = `${receiver.url}/callback`;
  return { ...service, address, folder, file, callbackUrl, callbacks: receiver.received };
}
