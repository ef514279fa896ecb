import { openDB } from 'idb';

/** How many rows a database holds, in all its stores: whatever is kept of anything. */
export async function countRowsOnDisk(databaseName: string): Promise<number> {
  const database = await openDB(databaseName);
  const counts = await Promise.all([...database.objectStoreNames].map((name) => database.count(name)));
  database.close();
  return counts.reduce((sum, count) => sum + count, 0);
}
