import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * Keeps the engines of the scanner from beginning: its database refuses to count their runs, and the scanner asks again
 * until it does. What is uploaded meanwhile stays on disk, and no engine reads it.
 * @returns what lets the engines go on when it is disposed
 */
export function occupyScanner({ dataDir }: { dataDir: string }): DisposableStack {
  const occupied = new DisposableStack();
  const database = new DatabaseSync(join(dataDir, 'scans.sqlite'), { timeout: 5_000 });
  occupied.defer(() => database.close());
  database.exec(
    "CREATE TRIGGER held BEFORE UPDATE OF engine_attempts ON scans BEGIN SELECT raise(ABORT, 'held'); END",
  );
  occupied.defer(() => database.exec('DROP TRIGGER held'));
  return occupied;
}
