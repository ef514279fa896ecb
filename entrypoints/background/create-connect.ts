import { createFilesClient } from '../../lib/api/files-client.ts';
import type { Connect } from '../../lib/scan/scan-steps.ts';
import type { LookupMemory } from '../../lib/storage/lookup-memory.ts';

/** Makes clients that know how their server is asked for a scan, and keep what they find out of it. */
export function createConnect(lookups: LookupMemory, report: (error: unknown) => void): Connect {
  return async (server, token) => {
    const current = await lookups.load(server);
    const remember = (way: 'detail' | 'list') => void lookups.remember(server, way).catch(report);
    return createFilesClient({ server, token, lookup: { current, remember } });
  };
}
