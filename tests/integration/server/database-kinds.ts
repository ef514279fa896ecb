import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hasPostgres, makeSchema, whyNoPostgres } from '../postgres/shared-postgres.ts';

/** Where a scanner keeps its rows: what has to hold for each is tested with each. */
export type DatabaseKind = {
  title: string;
  isHere: boolean;
  /**
   * Options of the command line for a database of its own, which is empty. By a file of settings in `folder`: other users
   * of the machine can read options.
   */
  makeArgs: (folder: string) => Promise<string[]>;
};

const POSTGRES: DatabaseKind = {
  title: `with PostgreSQL${whyNoPostgres}`,
  isHere: hasPostgres,
  makeArgs: async (folder) => toArgs(folder, await makeSchema()),
};

export const DATABASE_KINDS: readonly DatabaseKind[] = [
  { title: 'with the embedded database', isHere: true, makeArgs: async () => [] },
  POSTGRES,
];

/** Options for the database at `url`. */
export async function toArgs(folder: string, url: string): Promise<string[]> {
  const file = join(folder, 'settings.json');
  await writeFile(file, JSON.stringify({ database: { url } }), { mode: 0o600 });
  return ['--config', file];
}
