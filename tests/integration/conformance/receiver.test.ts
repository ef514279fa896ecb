import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { startReceiver } from '../../../scripts/conformance/receiver/start-receiver.ts';

it('goes on where a request breaks off, which fails nothing', async () => {
  const broken: unknown[] = [];
  const note = (reason: unknown): void => void broken.push(reason);
  process.on('unhandledRejection', note);
  onTestFinished(() => void process.off('unhandledRejection', note));
  const receiver = await startReceiver({
    listenHost: '127.0.0.1',
    port: 0,
    publicHost: '127.0.0.1',
    timeoutMs: 30_000,
  });
  onTestFinished(receiver.close);
  const mailbox = receiver.openCallback();
  const { port, pathname } = new URL(mailbox.url);

  const socket = connect(Number(port), '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  // A part of a body whose rest never comes: the server closes its side once it has seen the end.
  socket.end(`POST ${pathname} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"scan_id":`);
  socket.resume();
  await once(socket, 'close');

  await fetch(mailbox.url, { method: 'POST', body: 'whole' });
  expect(await mailbox.first()).toMatchObject({ method: 'POST', body: 'whole' });
  expect(mailbox.seen).toHaveLength(1);
  expect(broken).toEqual([]);
});
