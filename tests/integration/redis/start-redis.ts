import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Redis } from 'ioredis';
import { waitFor } from '../server/wait-for.ts';
import { ensureRedis } from './find-redis.ts';

export type TestRedis = Awaited<ReturnType<typeof startRedis>>;

/**
 * A real Redis on a free port, empty at first; it goes away, folder and all, with `stop`.
 * @throws Error that says what to install
 */
export async function startRedis(...more: string[]) {
  const program = ensureRedis();
  const folder = await mkdtemp(join(tmpdir(), 'sluice-redis-'));
  const port = await findFreePort();
  const url = `redis://127.0.0.1:${port}`;
  let child: ChildProcess | null = null;

  async function up(): Promise<void> {
    const options = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', ...more];
    child = spawn(program, options, { stdio: 'ignore' });
    await waitFor('Redis', async () => await answers(port));
  }

  /** As if its machine had lost power: without a word, and what it had in memory is gone. */
  async function down(): Promise<void> {
    if (child === null) return;
    const gone = once(child, 'close');
    child.kill('SIGKILL');
    await gone;
    child = null;
  }

  await up();
  return {
    url,
    up,
    down,
    /** Forgets everything. */
    clear: async (): Promise<void> => void (await ask(url, (redis) => redis.flushall())),
    stop: async (): Promise<void> => {
      await down();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** One that asks for a password answers as well. */
async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    socket.end('PING\r\n');
    return /^(\+PONG|-NOAUTH)/.test(await text(socket));
  } catch {
    return false;
  }
}

async function ask<T>(url: string, question: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
  redis.on('error', () => {});
  try {
    await redis.connect();
    return await question(redis);
  } finally {
    redis.disconnect();
  }
}

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  probe.close();
  await once(probe, 'close');
  return port;
}
