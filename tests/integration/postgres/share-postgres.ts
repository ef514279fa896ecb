import { once } from 'node:events';
import { createServer } from 'node:net';
import type { TestProject } from 'vitest/node';
import { ensureProgram } from '../ensure-program.ts';
import { findPostgres } from './find-postgres.ts';
import { type StartedPostgres, startPostgres } from './start-postgres.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A port of this machine that answers each connection with a `SharedPostgres` as JSON. */
    postgresPort: number;
  }
}

/** The address of the PostgreSQL of a whole run, or why there is none. */
export type SharedPostgres = { url: string } | { missing: string };

/**
 * One PostgreSQL for all files of a run, started when the first of them asks for it, and stopped after the last.
 * @returns what stops it
 */
export default async function sharePostgres(project: TestProject): Promise<() => Promise<void>> {
  let starting: Promise<StartedPostgres> | null = null;
  const desk = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    starting ??= start();
    starting.then(
      ({ url }) => answer({ url }),
      (error: unknown) => answer({ missing: error instanceof Error ? error.message : String(error) }),
    );
    const answer = (shared: SharedPostgres): void => void socket.end(JSON.stringify(shared));
  });
  desk.listen(0, '127.0.0.1');
  await once(desk, 'listening');
  const address = desk.address();
  project.provide('postgresPort', typeof address === 'object' && address !== null ? address.port : 0);
  return async () => {
    desk.close();
    await starting?.then(
      (postgres) => postgres.stop(),
      () => undefined,
    );
  };
}

async function start(): Promise<StartedPostgres> {
  return startPostgres(ensureProgram(findPostgres, { name: 'PostgreSQL', debian: 'postgresql' }));
}
