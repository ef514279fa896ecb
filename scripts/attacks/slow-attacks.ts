import { readdir } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { StartedScanner } from '../scanner/start-scanner.ts';
import type { Attack } from './attack.ts';
import { openRaw, toRawHead } from './raw-connection.ts';

const FORM = 'Content-Type: multipart/form-data; boundary=b';
const PART = '--b\r\nContent-Disposition: form-data; name="data"; filename="x"\r\n\r\n';
const CLIENTS = 200;
const UPLOADS = 50;
/** As long as this is watched; the scanner gives headers a minute. */
const WATCH_S = 100;
const CLEAN_UP_MS = 10_000;

export const SLOW_ATTACKS: readonly Attack[] = [
  {
    name: `${CLIENTS} clients that send a byte of their headers each second`,
    run: async (scanner) => {
      const { seconds, open } = await dribble(scanner, 'GET /health HTTP/1.1\r\n', CLIENTS);
      if (open > 0) throw new Error(`${open} connections were open after ${seconds} s`);
      return `all cut after ${seconds} s`;
    },
  },
  {
    name: `${UPLOADS} uploads that send a byte each second`,
    run: async (scanner) => {
      const { seconds, open } = await dribble(scanner, toRawHead(scanner, 1_000_000, [FORM]) + PART, UPLOADS);
      return `${open} of ${UPLOADS} still open after ${seconds} s, and ended by the client; ${await untilEmpty(scanner)}`;
    },
  },
  {
    name: `${UPLOADS} uploads of 100 MB that break off after 2 MB`,
    run: async (scanner) => {
      const sockets = await openMany(scanner, UPLOADS);
      for (const socket of sockets) {
        socket.write(toRawHead(scanner, 100_000_000, [FORM]) + PART);
        socket.write(Buffer.alloc(2_000_000));
      }
      await pause(1_000);
      for (const socket of sockets) socket.destroy();
      return untilEmpty(scanner);
    },
  },
];

/** Opens connections and sends `x` on each every second, for as long as one is open and the time is not over. */
async function dribble(scanner: StartedScanner, start: string, count: number) {
  const sockets = await openMany(scanner, count);
  for (const socket of sockets) socket.write(start);
  const left = (): Socket[] => sockets.filter((socket) => !socket.destroyed);
  let seconds = 0;
  for (; seconds < WATCH_S && left().length > 0; seconds += 1) {
    for (const socket of left()) socket.write('x');
    await pause(1_000);
  }
  const open = left().length;
  for (const socket of left()) socket.destroy();
  return { seconds, open };
}

async function openMany(scanner: StartedScanner, count: number): Promise<Socket[]> {
  return Promise.all(
    Array.from({ length: count }, async () => {
      const socket = await openRaw(scanner);
      // Read, so that its end is seen.
      return socket.resume();
    }),
  );
}

/** Waits until no sample is left on the scanner's disk. @throws Error where some are */
async function untilEmpty({ dataDir }: StartedScanner): Promise<string> {
  const deadline = Date.now() + CLEAN_UP_MS;
  for (;;) {
    const left = await readdir(join(dataDir, 'samples'));
    if (left.length === 0) return 'nothing left on disk';
    if (Date.now() > deadline) throw new Error(`${left.length} files were left on disk`);
    await pause(100);
  }
}
