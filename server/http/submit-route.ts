import type { FastifyInstance } from 'fastify';
import type { SubmitResponse } from '../../lib/api/wire.ts';
import type { ScanQueue } from '../queue/scan-queue.ts';
import type { SampleStore } from '../storage/sample-store.ts';
import type { NewScan, ScanStore } from '../storage/scan-store.ts';
import { type ReadSubmission, readSubmission } from './read-submission.ts';

export type SubmitDeps = { scans: ScanStore; samples: SampleStore; queue: ScanQueue; maxBytes: number };

/** `POST /api/v1/files/`: answers once the sample and the row of its scan are on disk. */
export function registerSubmitRoute(
  app: FastifyInstance,
  { scans, samples, queue, maxBytes }: SubmitDeps,
): void {
  app.post('/api/v1/files/', async (request): Promise<SubmitResponse> => {
    const read = await readSubmission(request, samples, maxBytes);
    const { id } = scans.insert(toNewScan(read));
    queue.add(id);
    const { callbackParams } = read.submission;
    return { scan_id: id, ...(callbackParams === null ? {} : { callback_params: callbackParams }) };
  });
}

function toNewScan({ submission, sample, fileName }: ReadSubmission): NewScan {
  const { callback, ...fields } = submission;
  return {
    ...fields,
    kind: 'file',
    origin: 'api',
    name: submission.name ?? fileName,
    sample,
    userAgent: null,
    callback,
  };
}
