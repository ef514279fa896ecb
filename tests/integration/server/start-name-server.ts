import { createSocket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import type { Resolve } from '../../../server/network/address-guard.ts';

const TYPE_A = 1;
const HEADER_BYTES = 12;

/**
 * A name server (RFC 1035) on loopback for IPv4 addresses. `answer` is told how often the name has been asked for,
 * from 1, and answers with its addresses; none means that there is no such name. `resolve` asks it and nobody else.
 */
export async function startNameServer(answer: (name: string, count: number) => readonly string[]) {
  const counts = new Map<string, number>();
  const socket = createSocket('udp4');
  socket.on('message', (query, from) => {
    const { name, type, end } = readQuestion(query);
    const count = (counts.get(name) ?? 0) + (type === TYPE_A ? 1 : 0);
    counts.set(name, count);
    const addresses = type === TYPE_A ? answer(name, count) : [];
    socket.send(toAnswer(query, end, addresses), from.port, from.address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  const resolver = new Resolver();
  resolver.setServers([`127.0.0.1:${socket.address().port}`]);
  const resolve: Resolve = async (hostname) => {
    const addresses = await resolver.resolve4(hostname);
    return addresses.map((address) => ({ address, family: 4 }));
  };
  return { resolve, countOf: (name: string): number => counts.get(name) ?? 0, close: () => socket.close() };
}

function readQuestion(query: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let at = HEADER_BYTES;
  for (let length = query.readUInt8(at); length > 0; length = query.readUInt8(at)) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.').toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 };
}

function toAnswer(query: Buffer, end: number, addresses: readonly string[]): Buffer {
  const head = Buffer.alloc(HEADER_BYTES);
  query.copy(head, 0, 0, 2);
  // A response, recursion available; 3 is "no such name".
  head.writeUInt16BE(addresses.length > 0 ? 0x8180 : 0x8183, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(addresses.length, 6);
  const records = addresses.map((address) => {
    const record = Buffer.alloc(16);
    // The name is that of the question, at byte 12; class IN; a life of 0 seconds.
    record.writeUInt16BE(0xc00c, 0);
    record.writeUInt16BE(TYPE_A, 2);
    record.writeUInt16BE(1, 4);
    record.writeUInt16BE(4, 10);
    record.set(address.split('.').map(Number), 12);
    return record;
  });
  return Buffer.concat([head, query.subarray(HEADER_BYTES, end), ...records]);
}
