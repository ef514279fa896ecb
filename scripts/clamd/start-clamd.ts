import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ClamdAddress } from '../../server/engines/clamav/clamd-address.ts';
import { exchange } from '../../server/engines/clamav/exchange.ts';

export type ClamdOptions = {
  /** Signatures by name, each with the bytes that it looks for anywhere in a file. */
  signatures: Readonly<Record<string, Uint8Array>>;
  /** Lines for clamd.conf besides those for its folder. */
  conf?: readonly string[];
};

export type StartedClamd = {
  address: ClamdAddress;
  /** Number of its process. */
  pid: () => number;
  /** Sends a command, and answers with the reply. */
  command: (command: string) => Promise<string>;
  setSignatures: (signatures: ClamdOptions['signatures']) => Promise<void>;
  /** Ends it at once, as a crash would. */
  kill: () => Promise<void>;
  /** Starts it again after `kill`, where it was. */
  restart: () => Promise<void>;
  /** Ends it and removes its folder. */
  stop: () => Promise<void>;
};

/** `nobody`: clamd reads what strangers send, and needs no rights for it. */
const UNPRIVILEGED = 65_534;
const START_MS = 30_000;
const LOOK_MS = 10;
const LIMITS = { connectMs: 1_000, idleMs: 1_000, replyMs: 10_000 };

/**
 * Starts a real clamd on a unix socket in a folder of its own, with no signatures but those that are given. Started by
 * root, it runs as nobody.
 * @param program path of clamd
 * @throws Error with clamd's own words where it ends before it answers
 */
export async function startClamd(
  program: string,
  { signatures, conf = [] }: ClamdOptions,
): Promise<StartedClamd> {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-clamd-'));
  const database = join(folder, 'database');
  const address = { path: join(folder, 'clamd.sock') };
  const config = join(folder, 'clamd.conf');
  await mkdir(database);
  const setSignatures = (wanted: ClamdOptions['signatures']): Promise<void> =>
    writeFile(join(database, 'own.ndb'), toDatabase(wanted));
  await setSignatures(signatures);
  const lines = [
    'Foreground yes',
    `LocalSocket ${address.path}`,
    `DatabaseDirectory ${database}`,
    `TemporaryDirectory ${folder}`,
  ];
  await writeFile(config, `${[...lines, ...conf].join('\n')}\n`);
  const user = process.getuid?.() === 0 ? { uid: UNPRIVILEGED, gid: UNPRIVILEGED } : {};
  if (user.uid !== undefined) await chown(folder, user.uid, user.gid);
  await chmod(folder, 0o700);
  const start = (): Promise<ChildProcess> => spawnClamd(program, config, address, user);
  let child = await start();
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  };
  return {
    address,
    pid: () => child.pid ?? 0,
    command: (command) => ask(command, address),
    setSignatures,
    kill: () => end('SIGKILL'),
    async restart() {
      child = await start();
    },
    async stop() {
      await end('SIGTERM');
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The format of .ndb files: name, any type of file, any offset, bytes as hex (ClamAV's manual, “Body-based signatures”). */
function toDatabase(signatures: ClamdOptions['signatures']): string {
  return Object.entries(signatures)
    .map(([name, bytes]) => `${name}:0:*:${Buffer.from(bytes).toString('hex')}\n`)
    .join('');
}

async function spawnClamd(
  program: string,
  config: string,
  address: ClamdAddress,
  user: { uid?: number; gid?: number },
): Promise<ChildProcess> {
  const child = spawn(program, ['-c', config], { stdio: ['ignore', 'pipe', 'pipe'], ...user });
  let words = '';
  for (const output of [child.stdout, child.stderr]) output.on('data', (text) => (words += text));
  const endWithUs = (): void => void child.kill('SIGKILL');
  process.once('exit', endWithUs);
  child.once('exit', () => process.off('exit', endWithUs));
  for (const deadline = Date.now() + START_MS; ; await pause(LOOK_MS)) {
    if (await isReady(address)) return child;
    if (child.exitCode !== null || Date.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`clamd did not start: ${words}`);
    }
  }
}

async function isReady(address: ClamdAddress): Promise<boolean> {
  return ask('PING', address).then(
    (reply) => reply === 'PONG',
    () => false,
  );
}

function ask(command: string, address: ClamdAddress): Promise<string> {
  return exchange(command, nothing(), { address, limits: LIMITS, stop: new AbortController().signal });
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
