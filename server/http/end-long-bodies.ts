import type { FastifyInstance, FastifyRequest } from 'fastify';

export type BodyLimits = {
  /** Milliseconds for which a body is still read to nowhere after its answer, before the connection is cut. */
  lingerMs: number;
  /** Bytes that are read to nowhere. */
  lingerBytes: number;
};

/**
 * Limits what comes in after an answer that did not wait for the whole body: a refusal, or an address that takes none.
 * Not at once: a client that sends all before it reads would otherwise see a broken connection rather than the answer.
 */
export function endLongBodies(app: FastifyInstance, limits: BodyLimits): void {
  app.addHook('onResponse', async ({ raw }) => {
    if (!raw.complete && !raw.destroyed) linger(raw, limits);
  });
}

/** Node hands nothing on of a body that it reads to nowhere: its bytes are looked at from time to time. */
const LOOK_EVERY_MS = 100;

function linger(raw: FastifyRequest['raw'], { lingerMs, lingerBytes }: BodyLimits): void {
  const { socket } = raw;
  const cut = (): void => {
    // Not where the rest has come after all: the connection may be used for the next request.
    if (!raw.complete) socket.destroy();
  };
  const start = socket.bytesRead;
  const late = setTimeout(cut, lingerMs);
  const look = setInterval(() => {
    if (socket.bytesRead - start > lingerBytes) cut();
  }, LOOK_EVERY_MS);
  raw.once('close', () => [late, look].forEach(clearTimeout));
  raw.resume();
}
