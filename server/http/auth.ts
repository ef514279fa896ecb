import type { FastifyRequest } from 'fastify';
import { RequestError } from '../errors.ts';
import type { Authenticator } from '../tokens/create-authenticator.ts';
import type { Principal, Scope } from '../tokens/token.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose token came with the request; null where the address asks for none. */
    principal: Principal | null;
  }
}

/**
 * Makes the check of `Authorization: Token …`. The scheme is compared without case, as callers of the API differ. Runs
 * before the body is read.
 */
export function createTokenCheck(authenticate: Authenticator): (request: FastifyRequest) => Promise<void> {
  return async (request) => {
    const header = request.headers.authorization;
    if (header === undefined) throw refuse('Authentication credentials were not provided.');
    const given = /^token +(\S+) *$/i.exec(header)?.[1];
    if (given === undefined) throw refuse('Invalid token header. Expected “Authorization: Token <token>”.');
    request.principal = await authenticate(given);
    if (request.principal === null) throw refuse('Invalid token.');
  };
}

/** Makes the check that the token may do what is asked. To be run after the token check. */
export function createScopeCheck(scope: Scope): (request: FastifyRequest) => Promise<void> {
  return async ({ principal }) => {
    if (principal?.scopes.includes(scope)) return;
    throw new RequestError(403, { detail: `This token may not do that: it lacks the scope “${scope}”.` });
  };
}

function refuse(detail: string): RequestError {
  return new RequestError(401, { detail });
}
