import { Pool, types } from 'pg';
import { decodeText } from './text-codec.ts';

/** Connections of one scanner; most statements take less than a millisecond. */
const CONNECTIONS = 10;

/** Before a connection or an answer counts as lost, in milliseconds. */
const CONNECT_MS = 5_000;
const ANSWER_MS = 30_000;

/** OIDs of `pg_type.dat`. Counts, times and numbers of scans stay far below 2^53. */
const BIGINT = 20;
const TEXT = 25;

/**
 * Connections are made when they are needed. Numbers come as numbers, texts as they were given.
 * @param onLost called when a connection ends that nobody is using.
 */
export function openPool(url: string, onLost: (error: Error) => void, connections = CONNECTIONS): Pool {
  const pool = new Pool({
    connectionString: url,
    application_name: 'sluice',
    max: connections,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: ANSWER_MS,
    keepAlive: true,
    types: { getTypeParser: toParser },
  });
  // Without a listener it would end the process.
  pool.on('error', onLost);
  return pool;
}

const toParser: typeof types.getTypeParser = (oid, format) => {
  if (oid === BIGINT) return Number;
  if (oid === TEXT) return decodeText;
  return types.getTypeParser(oid, format);
};
