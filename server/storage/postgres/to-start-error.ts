import { DatabaseError } from 'pg';
import { ServiceError } from '../../errors.ts';
import { isLost } from './retry-lost.ts';
import type { PostgresAddress } from './to-postgres-address.ts';

const CORRECT = 'Correct the address of the database (database.url, or SLUICE_DATABASE_URL)';

/** What keeps a scanner from starting with this database, and what to do about it. Never tells the password. */
export function toStartError(cause: unknown, address: PostgresAddress): ServiceError {
  if (cause instanceof ServiceError) return cause;
  return new ServiceError('database', toWords(cause, address), { cause });
}

function toWords(cause: unknown, { server, user, database }: PostgresAddress): string {
  const message = toMessage(cause);
  if (cause instanceof DatabaseError) {
    switch (cause.code) {
      case '28P01':
        return `The database server ${server} refuses the password of the user ${user}. ${CORRECT}.`;
      case '28000':
        return `The database server ${server} refuses the user ${user}: ${message}. ${CORRECT}, or allow it in pg_hba.conf.`;
      case '3D000':
        return `The database server ${server} has no database ${database}. Make it with "createdb --owner=${user} ${database}".`;
      case '42501':
        return `The user ${user} may not do what the scanner needs in the database ${database}: ${message}. Make it the owner of the database.`;
    }
  }
  // So says pg of a server that asks for a password where there is none.
  if (/password must be a string/.test(message))
    return `The database server ${server} asks for a password of the user ${user}. Give it in SLUICE_DATABASE_URL.`;
  if (isLost(cause))
    return `The database server ${server} cannot be reached: ${message}. Start it, or correct its address.`;
  return `The database ${database} on ${server} cannot be used: ${message}.`;
}

/** Node tells of several tries at once where a host has several addresses, and then without words of its own. */
function toMessage(cause: unknown): string {
  const first = cause instanceof AggregateError ? cause.errors[0] : cause;
  const message = first instanceof Error ? first.message : String(first);
  return message.replace(/\.$/, '');
}
