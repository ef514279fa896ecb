import * as v from 'valibot';
import { type Connection, NO_CONNECTION } from '../core/connection.ts';
import type { KeyValueArea } from '../core/key-value-area.ts';

/** The key in `storage.local`. */
export const CONNECTION_KEY = 'connection';

const ConnectionRow = v.object({
  server: v.nullable(v.pipe(v.string(), v.url())),
  tokens: v.record(v.string(), v.string()),
});

export type ConnectionStore = {
  load: () => Promise<Connection>;
  save: (connection: Connection) => Promise<void>;
  subscribe: (onChange: () => void) => () => void;
};

/** Makes the store of the connection. A value that can't be read counts as "not connected". */
export function createConnectionStore(area: KeyValueArea): ConnectionStore {
  return {
    async load() {
      const parsed = v.safeParse(ConnectionRow, await area.get(CONNECTION_KEY));
      return parsed.success ? parsed.output : NO_CONNECTION;
    },
    save: (connection) => area.set(CONNECTION_KEY, connection),
    subscribe: (onChange) => area.subscribe(CONNECTION_KEY, onChange),
  };
}
