import type { FastifyInstance } from 'fastify';
import { RequestError } from '../errors.ts';
import type { FreeSpace } from '../storage/free-space.ts';

export const FULL_WORDS = 'The scanner’s disk is full. Nothing was kept; send it again once there is room.';

/**
 * Refuses submissions, before their bodies are read, while there is no room for them.
 * @param maxBytes largest file: one that says to be larger is refused for that, however small the disk is.
 */
export function refuseWhenFull(api: FastifyInstance, space: FreeSpace, maxBytes: number): void {
  api.addHook('onRequest', async ({ method, headers }) => {
    const length = Math.min(maxBytes, Number(headers['content-length'] ?? 0));
    if (method !== 'POST' || !(await space.isShort(Number.isFinite(length) ? length : 0))) return;
    throw new RequestError(507, { detail: FULL_WORDS });
  });
}
