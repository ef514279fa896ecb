import type { FastifyInstance } from 'fastify';
import type { SubmitResponse } from '../../lib/api/wire.ts';
import type { AddressGuard } from '../network/address-guard.ts';
import type { SampleStore } from '../storage/sample-store.ts';
import type { NewScan } from '../storage/scan-store.ts';
import type { Storages } from '../storages/create-storages.ts';
import { resolveStorage } from '../storages/resolve-storage.ts';
import { type AcceptDeps, acceptScan } from './accept-scan.ts';
import { type Form, readForm } from './read-form.ts';
import { requireAllowedCallback } from './require-allowed-callback.ts';
import { parseSubmission } from './submission-schema.ts';

export type SubmitDeps = AcceptDeps & {
  samples: SampleStore;
  maxBytes: number;
  storages: Storages;
  guard: Pick<AddressGuard, 'requireAllowed'>;
};

/** `POST /api/v1/files/`: answers once the sample and the row of its scan are on disk. */
export function registerSubmitRoute(app: FastifyInstance, deps: SubmitDeps): void {
  const { samples, maxBytes, storages, guard } = deps;
  app.post('/api/v1/files/', async (request): Promise<SubmitResponse> => {
    // In one step with the reading: where the row cannot be written, the sample goes as well.
    const accept = (form: Form) => acceptScan(request, deps, toNewScan(form, storages, guard));
    return readForm(request, samples, maxBytes, accept);
  });
}

function toNewScan({ fields, file }: Form, storages: Storages, guard: SubmitDeps['guard']): NewScan {
  const submission = parseSubmission(fields, file !== null);
  requireAllowedCallback(submission.callback, guard);
  return {
    ...submission,
    storage: resolveStorage(submission.path, submission.storage, storages),
    kind: 'file',
    origin: 'api',
    name: submission.name ?? file?.name ?? submission.path?.split('/').at(-1) ?? null,
    sample: file?.sample ?? null,
    userAgent: null,
  };
}
