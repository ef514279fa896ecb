import { toUnscannedOutcome } from '../engines/to-outcome.ts';
import { FetchError, type TooLargeError } from '../errors.ts';
import type { ScanOutcome } from '../storage/scan-store.ts';
import { toSafeUrl } from './safe-url.ts';
import type { Origin } from './scan-origin.ts';

/** The outcome of a scan whose sample could not be fetched: no verdict, and evidence `fetch_failed` with the cause. */
export function toFetchFailure(origin: Origin, error: FetchError | TooLargeError, now: number): ScanOutcome {
  const facts = error instanceof FetchError ? { status: error.status } : { limit: error.limit };
  const data = { cause: error.code, ...facts, ...toPlace(origin) };
  const description = `The ${origin.kind === 'link' ? 'link' : 'file'} could not be fetched. ${error.message}`;
  return toUnscannedOutcome('fetch_failed', description, data, now);
}

function toPlace(origin: Origin): { [key: string]: string | null } {
  if (origin.kind === 'link') return { url: toSafeUrl(new URL(origin.link)) };
  return { path: origin.path, storage: origin.storage };
}
