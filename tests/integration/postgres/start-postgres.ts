import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const USER = 'sluice';
const PASSWORD = 'a password: with @/% in it';

type Account = { uid: number; gid: number };

export type StartedPostgres = {
  /** Of its database for administration. */
  url: string;
  stop: () => Promise<void>;
};

/**
 * Starts a PostgreSQL of its own in a temporary folder, without a port of the machine: it listens on a socket there.
 * Asks for passwords, as real ones do; keeps nothing that the machine could lose.
 * @param programs folder of `initdb` and `postgres`
 */
export async function startPostgres(programs: string): Promise<StartedPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-postgres-'));
  const account = toAccount();
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, PASSWORD);
  if (account !== null) for (const path of [folder, passwordFile]) chownSync(path, account.uid, account.gid);
  const as = { ...account, cwd: folder };
  const data = join(folder, 'data');
  const making = [`--pgdata=${data}`, `--username=${USER}`, `--pwfile=${passwordFile}`, '--no-sync'];
  execFileSync(
    join(programs, 'initdb'),
    [...making, '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C'],
    {
      ...as,
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  const settings = [
    'fsync=off',
    'listen_addresses=',
    `unix_socket_directories=${folder}`,
    'max_connections=200',
  ];
  const server = spawn(
    join(programs, 'postgres'),
    ['-D', data, ...settings.flatMap((setting) => ['-c', setting])],
    { ...as, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const ended = once(server, 'exit');
  await untilReady(server.stderr);
  const address = `${USER}:${encodeURIComponent(PASSWORD)}@${encodeURIComponent(folder)}`;
  return {
    url: `postgres://${address}/postgres`,
    stop: async () => {
      // A fast end: it waits for nobody.
      server.kill('SIGINT');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function untilReady(log: NodeJS.ReadableStream): Promise<void> {
  const lines: string[] = [];
  const reader = createInterface({ input: log });
  for await (const line of reader) {
    lines.push(line);
    if (!line.includes('ready to accept connections')) continue;
    // What it says from now on is nobody's concern, but has to be taken.
    log.resume();
    return;
  }
  throw new Error(`PostgreSQL did not start:\n${lines.join('\n')}`);
}

/** PostgreSQL does not run as root: then as its own user. Null where we are not root. */
function toAccount(): Account | null {
  if (process.getuid?.() !== 0) return null;
  const read = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: read('-u'), gid: read('-g') };
}
