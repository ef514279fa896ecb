import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import type { ClamdAddress } from '../../../../../server/engines/clamav/clamd-address.ts';

/** What an odd clamd does with one connection once it has read the command. */
export type Oddity = (socket: Socket, command: string) => void;

export type OddClamd = {
  address: ClamdAddress;
  /** The commands that came, in their order. */
  commands: string[];
  /** Closes the door and every connection. */
  stop: () => Promise<void>;
  /** Opens the door again where it was. */
  start: () => Promise<void>;
};

/** A TCP server on loopback that reads clamd's commands and answers as the test says. It ends with the test. */
export async function startOddClamd(oddity: Oddity): Promise<OddClamd> {
  const sockets = new Set<Socket>();
  const commands: string[] = [];
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    let received = '';
    const read = (chunk: Buffer): void => {
      received += chunk.toString('latin1');
      if (!received.includes('\0')) return;
      socket.off('data', read).pause();
      const command = received.slice(0, received.indexOf('\0'));
      commands.push(command);
      oddity(socket, command);
    };
    socket.on('data', read);
  });
  let port = 0;
  const start = async (): Promise<void> => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address !== null && typeof address === 'object') port = address.port;
  };
  const stop = async (): Promise<void> => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  await start();
  onTestFinished(stop);
  return { address: { host: '127.0.0.1', port }, commands, start, stop };
}

/** Answers VERSION as a clamd does, and does something odd with samples only. */
export function oddWithSamples(oddity: (socket: Socket) => void): Oddity {
  return (socket, command) => {
    if (command === 'zVERSION') socket.end('ClamAV 1.4.6/27810/Sat Nov 28 09:11:42 2026\0');
    else oddity(socket);
  };
}
