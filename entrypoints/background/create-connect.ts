import { createFilesClient } from '../../lib/api/files-client.ts';
import type { LookupWay } from '../../lib/core/lookup-way.ts';
import type { Connect } from '../../lib/scan/scan-steps.ts';
import type { LookupStore } from '../../lib/storage/lookup-store.ts';

/** Makes clients that know how their server is asked for a scan, and keep what they find out of it. */
export function createConnect(lookups: LookupStore, report: (error: unknown) => void): Connect {
  return async (server, token) => {
    const current = await lookups.load(server);
    const remember = (way: LookupWay) => void lookups.remember(server, way).catch(report);
    return createFilesClient({ server, token, lookup: { current, remember } });
  };
}
