import type { FastifyInstance } from 'fastify';
import type { SubmitResponse } from '../../lib/api/wire.ts';
import { toSafeUrl } from '../queue/safe-url.ts';
import type { NewScan } from '../storage/scan-store.ts';
import { type AcceptDeps, acceptScan } from './accept-scan.ts';
import { parsePageSubmission } from './page-submission-schema.ts';
import { type Form, readForm } from './read-form.ts';
import { requireAllowedCallback } from './require-allowed-callback.ts';
import type { SubmitDeps } from './submit-route.ts';

/** No form without a file needs more, in bytes. */
const MAX_FORM_BYTES = 1_000_000;

/** `POST /api/v1/urls/`: a web page. It is fetched as a browser would ask for it, and its HTML is the sample. */
export function registerSubmitPageRoute(
  app: FastifyInstance,
  deps: AcceptDeps & Pick<SubmitDeps, 'guard'>,
): void {
  app.post('/api/v1/urls/', async (request): Promise<SubmitResponse> => {
    const toScan = (form: Form): NewScan => toNewScan(form, deps.guard);
    return acceptScan(request, deps, await readForm(request, null, MAX_FORM_BYTES, toScan));
  });
}

function toNewScan({ fields }: Form, guard: SubmitDeps['guard']): NewScan {
  const submission = parsePageSubmission(fields);
  requireAllowedCallback(submission.callback, guard);
  return {
    ...submission,
    kind: 'url',
    origin: 'api',
    // What others may read in the list. The link itself is kept apart, until the page was fetched.
    path: toSafeUrl(new URL(submission.link)),
    name: null,
    sample: null,
    storage: null,
    filePassword: null,
    originalFilePath: null,
  };
}
