import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { TestServer } from './test-server.ts';
import { waitFor } from './wait-for.ts';

/** The row of a scan's callback, read beside the service. */
export function rowOf(server: TestServer, id: number) {
  const database = new DatabaseSync(join(server.dataDir, 'scans.sqlite'), { readOnly: true });
  try {
    return database.prepare('SELECT * FROM callbacks WHERE scan_id = ?').get(id);
  } finally {
    database.close();
  }
}

/** Waits for the end of a scan's callback, accepted or given up, and answers with its row. */
export const ended = (server: TestServer, id: number) =>
  waitFor('the callback to end', async () => {
    const row = rowOf(server, id);
    return row?.outcome ? row : null;
  });
