import { toUnscannedOutcome } from '../engines/to-outcome.ts';
import { FetchError, type TooLargeError } from '../errors.ts';
import type { ScanOutcome } from '../storage/scan-store.ts';
import { toSafeUrl } from './safe-url.ts';
import type { SampleSource } from './sample-source.ts';

/** The outcome of a scan whose sample could not be fetched: no verdict, and evidence `fetch_failed` with the cause. */
export function toFetchFailure(
  source: SampleSource,
  error: FetchError | TooLargeError,
  now: number,
): ScanOutcome {
  const facts = error instanceof FetchError ? { status: error.status } : { limit: error.limit };
  const data = { cause: error.code, ...facts, ...toPlace(source) };
  const description = `The ${source.kind === 'link' ? 'link' : 'file'} could not be fetched. ${error.message}`;
  return toUnscannedOutcome('fetch_failed', description, data, now);
}

function toPlace(source: SampleSource): { [key: string]: string | null } {
  if (source.kind === 'link') return { url: toSafeUrl(new URL(source.link)) };
  return { path: source.path, storage: source.storage };
}
