import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { RequestError } from '../errors.ts';

/**
 * Makes the check of `Authorization: Token …`. The scheme is compared without case, as callers of the API differ;
 * the token in constant time. Runs before the body is read.
 */
export function createTokenCheck(token: string): (request: FastifyRequest) => Promise<void> {
  const expected = digest(token);
  return async (request) => {
    const header = request.headers.authorization;
    if (header === undefined) throw refuse('Authentication credentials were not provided.');
    const given = /^token +(\S+) *$/i.exec(header)?.[1];
    if (given === undefined) throw refuse('Invalid token header. Expected “Authorization: Token <token>”.');
    if (!timingSafeEqual(digest(given), expected)) throw refuse('Invalid token.');
  };
}

// Digests have one length, which timingSafeEqual asks for, and so hide the length of the token.
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function refuse(detail: string): RequestError {
  return new RequestError(401, { detail });
}
