import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { json, startHostileServer } from '../../fixtures/api/hostile-server.ts';

test('a client that goes away in the middle of its body is not seen, and does no harm', async () => {
  const rejections: unknown[] = [];
  const record = (reason: unknown) => void rejections.push(reason);
  process.on('unhandledRejection', record);
  onTestFinished(() => void process.off('unhandledRejection', record));
  const server = await startHostileServer();
  onTestFinished(() => server.close());
  server.answerWith(json(200, { scan_id: 1 }));

  const socket = connect(Number(new URL(server.address).port), '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  socket.write(
    'POST /api/v1/files/ HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n',
  );
  // The server is about to read the body.
  await once(socket, 'data');
  socket.write('half');
  socket.destroy();

  expect((await fetch(server.address)).status).toBe(200);
  await server.close();
  expect(server.seen.map(({ method }) => method)).toEqual(['GET']);
  expect(rejections).toEqual([]);
});
