import type { StoredSample } from '../storage/sample-store.ts';

/** What was fetched. `name` is null where the place that it came from gives it none. */
export type FetchedSample = { sample: StoredSample; name: string | null };
