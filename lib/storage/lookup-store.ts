import * as v from 'valibot';
import type { KeyValueArea } from '../core/key-value-area.ts';
import { LOOKUP_WAYS, type LookupWay } from '../core/lookup-way.ts';

/** The key in `storage.local`. */
export const LOOKUPS_KEY = 'lookups';

const Lookups = v.record(v.string(), v.picklist(LOOKUP_WAYS));

/** Keeps by server which way worked, so that a scan is asked for in one request. */
export type LookupStore = {
  load: (server: string) => Promise<LookupWay | undefined>;
  remember: (server: string, way: LookupWay) => Promise<void>;
};

/** Makes the store. What can't be read is as good as not known. */
export function createLookupStore(area: KeyValueArea): LookupStore {
  async function loadAll(): Promise<Readonly<Record<string, LookupWay>>> {
    const parsed = v.safeParse(Lookups, await area.get(LOOKUPS_KEY));
    return parsed.success ? parsed.output : {};
  }
  return {
    async load(server) {
      const lookups = await loadAll();
      return Object.hasOwn(lookups, server) ? lookups[server] : undefined;
    },
    remember: async (server, way) => area.set(LOOKUPS_KEY, { ...(await loadAll()), [server]: way }),
  };
}
