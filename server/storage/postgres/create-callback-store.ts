import * as v from 'valibot';
import type { CallbackFilter, CallbackStore } from '../callback-store.ts';
import type { Database } from './create-database.ts';

const dueSchema = v.object({
  scan_id: v.number(),
  url: v.string(),
  receiver: v.string(),
  headers: v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.string())),
  attempts: v.number(),
});

const countsSchema = v.object({ attempts: v.number(), first_at: v.number() });

/** How long after a scanner died with nothing else to do the others look for what it left, in milliseconds. */
const LOOK_AGAIN_MS = 15_000;

/** Where another scanner was quicker, and its claim is not to be seen yet, in milliseconds. */
const SHORTEST_WAIT_MS = 50;

/** $1 to $3 are the filter. */
const FITS = `next_at IS NOT NULL AND scan_id <> ALL ($1::bigint[]) AND receiver <> ALL ($2::text[])
  AND (attempts = 0 OR NOT $3::boolean)`;

/** Rows that another scanner is claiming are passed over, not waited for. */
const CLAIM = `
  WITH due AS MATERIALIZED (
    SELECT scan_id AS id FROM callbacks
    WHERE ${FITS} AND next_at <= $4 AND (leased_until IS NULL OR leased_until <= now() OR leased_by = $5)
    ORDER BY next_at, scan_id LIMIT 1 FOR UPDATE SKIP LOCKED
  )
  UPDATE callbacks SET leased_by = $5, leased_until = now() + $6 * interval '1 millisecond'
  FROM due WHERE scan_id = due.id
  RETURNING scan_id, url, receiver, headers, attempts`;

/** Waits in milliseconds, each by the clock that it was written by. Our own claims bind nobody here. */
const NEXT = `
  SELECT min(greatest(next_at - $4,
    CASE WHEN leased_by = $5 THEN 0 ELSE extract(epoch FROM leased_until - now()) * 1000 END))::float8 AS wait
  FROM callbacks WHERE ${FITS}`;

/**
 * The `callbacks` table, which scanners share. Each call is one statement, and so one transaction.
 * @param scanner this scanner's name among them.
 * @param leaseMs how long a claimed callback is left alone by others, in milliseconds: longer than a try takes.
 * @param now epoch milliseconds.
 */
export function createCallbackStore(
  run: Database,
  scanner: string,
  leaseMs: number,
  now: () => number,
): CallbackStore {
  const toValues = (filter: CallbackFilter) => [
    filter.withoutScans,
    filter.withoutReceivers,
    filter.untried,
    now(),
    scanner,
  ];
  return {
    claim: async (filter) => {
      const [row] = await run(CLAIM, [...toValues(filter), leaseMs]);
      return row === undefined ? null : v.parse(dueSchema, row);
    },
    nextClaimAt: async (filter) => {
      const [row] = await run(NEXT, toValues(filter));
      const wait = row?.wait === null ? LOOK_AGAIN_MS : Number(row?.wait);
      return now() + Math.min(LOOK_AGAIN_MS, Math.max(SHORTEST_WAIT_MS, Math.ceil(wait)));
    },
    markTried: async (scanId) => {
      const [row] = await run(
        `UPDATE callbacks SET attempts = attempts + 1, first_at = coalesce(first_at, $2) WHERE scan_id = $1
         RETURNING attempts, first_at`,
        [scanId, now()],
      );
      const { attempts, first_at } = v.parse(countsSchema, row);
      return { attempts, firstAt: first_at };
    },
    // Not where the time was over, and another scanner has it or has ended it.
    postpone: async (scanId, until) =>
      void (await run(
        `UPDATE callbacks SET next_at = $2, leased_by = NULL, leased_until = NULL
         WHERE scan_id = $1 AND ended_at IS NULL AND leased_by = $3`,
        [scanId, until, scanner],
      )),
    end: async (scanId, outcome) =>
      void (await run(
        `UPDATE callbacks SET next_at = NULL, leased_by = NULL, leased_until = NULL, ended_at = $2, outcome = $3,
           headers = '{}', url = receiver
         WHERE scan_id = $1 AND ended_at IS NULL`,
        [scanId, now(), outcome],
      )),
  };
}
