import { connect, type Socket } from 'node:net';

/** Opens a socket to the service, sends the pieces as they are, and resolves with the whole answer. */
export async function sendRaw(url: string, pieces: readonly (string | Buffer)[]): Promise<string> {
  const socket = await openSocket(url);
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  for (const piece of pieces) socket.write(piece);
  await new Promise((resolve, reject) => socket.once('close', resolve).once('error', reject));
  return Buffer.concat(chunks).toString();
}

export function openSocket(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port) }, () => resolve(socket));
    socket.once('error', reject);
  });
}

/** Head of a submission as a simple client writes it, closing the connection after the answer. */
export function toHead(token: string, type: string, length: number): string {
  return [
    'POST /api/v1/files/ HTTP/1.1',
    'Host: localhost',
    'Connection: close',
    `Authorization: Token ${token}`,
    `Content-Type: ${type}`,
    `Content-Length: ${length}`,
    '',
    '',
  ].join('\r\n');
}
