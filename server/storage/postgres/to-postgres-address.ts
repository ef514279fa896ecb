import { Client } from 'pg';
import { ServiceError } from '../../errors.ts';

/** What may be told of the address of a database. `server` is host and port, or the folder of its socket. */
export type PostgresAddress = { server: string; user: string; database: string };

/**
 * Reads an address as PostgreSQL's own programs do, with what is in PGHOST and the like where it says nothing
 * (https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS).
 * @throws ServiceError where it is none. The address itself is not told: it may hold a password.
 */
export function toPostgresAddress(url: string): PostgresAddress {
  if (!/^postgres(ql)?:\/\//.test(url)) throw notAnAddress();
  try {
    const { host, port, user, database } = new Client({ connectionString: url });
    return {
      server: host.startsWith('/') ? host : `${host}:${port}`,
      user: user ?? '',
      database: database ?? '',
    };
  } catch {
    throw notAnAddress();
  }
}

function notAnAddress(): ServiceError {
  return new ServiceError(
    'database_url',
    'The address of the database is none: write it as postgres://USER:PASSWORD@HOST:5432/DATABASE, with % and special ' +
      'characters of user and password percent-encoded.',
  );
}
