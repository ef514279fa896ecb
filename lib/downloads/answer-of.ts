import type { HeldDownload } from '../platform/hold-gate.ts';

/** What the site said of a request that is held, and has no number: Firefox knows nothing else of it. */
export function answerOf(gate: HeldDownload | undefined): HeldDownload | undefined {
  return gate?.downloadId === undefined ? gate : undefined;
}
