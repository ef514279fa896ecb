import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { StartedScanner } from '../scanner/start-scanner.ts';

const ANSWER_MS = 30_000;

/** A connection to the scanner, for requests that no HTTP client would send. Its faults are its end. */
export async function openRaw({ url }: StartedScanner): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  socket.on('error', () => {});
  await new Promise((resolve) => socket.once('connect', resolve).once('close', resolve));
  return socket;
}

/**
 * Sends a request as it is, and reads until the scanner closes the connection or keeps silent.
 * @returns the status code of its first answer, or `closed`
 * @throws Error where an answer has a header that only the request's text could have brought in
 */
export async function sendText(scanner: StartedScanner, ...pieces: (string | Buffer)[]): Promise<string> {
  const socket = await openRaw(scanner);
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk.toString('latin1');
  });
  const closed = new Promise((resolve) => socket.once('close', resolve));
  for (const piece of pieces) socket.write(piece);
  await Promise.race([closed, pause(ANSWER_MS)]);
  socket.destroy();
  if (/^x-evil:/im.test(answer)) throw new Error('a header of the attacker is in the answer');
  return /^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 'closed';
}

/** Head of a submission; a length of null leaves it out. */
export function toRawHead(
  scanner: StartedScanner,
  length: number | null,
  more: readonly string[] = [],
): string {
  return [
    'POST /api/v1/files/ HTTP/1.1',
    'Host: localhost',
    'Connection: close',
    `Authorization: Token ${scanner.token}`,
    ...(length === null ? [] : [`Content-Length: ${length}`]),
    ...more,
    '',
    '',
  ].join('\r\n');
}
