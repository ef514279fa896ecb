import type { DatabaseSync } from 'node:sqlite';
import * as v from 'valibot';
import type { CallbackFilter, CallbackStore } from '../callback-store.ts';

const rowSchema = v.object({
  scan_id: v.number(),
  url: v.string(),
  receiver: v.string(),
  headers: v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.string())),
  next_at: v.number(),
  attempts: v.number(),
});

const countsSchema = v.object({ attempts: v.number(), first_at: v.number() });

/**
 * The `callbacks` table. Every call is done, and durable, before its promise is made.
 * @param now epoch milliseconds.
 * @param onSecretDeleted called when what a row held must not stay in the log of changes.
 */
export function createCallbackStore(
  database: DatabaseSync,
  now: () => number,
  onSecretDeleted: () => void,
): CallbackStore {
  const earliest = database.prepare(
    `SELECT scan_id, url, receiver, headers, next_at, attempts FROM callbacks
     WHERE next_at IS NOT NULL
       AND scan_id NOT IN (SELECT value FROM json_each(?)) AND receiver NOT IN (SELECT value FROM json_each(?))
       AND (attempts = 0 OR NOT ?)
     ORDER BY next_at, scan_id LIMIT 1`,
  );
  const setTried = database.prepare(
    `UPDATE callbacks SET attempts = attempts + 1, first_at = coalesce(first_at, ?) WHERE scan_id = ?
     RETURNING attempts, first_at`,
  );
  const setNext = database.prepare('UPDATE callbacks SET next_at = ? WHERE scan_id = ?');
  const setEnded = database.prepare(
    `UPDATE callbacks SET next_at = NULL, ended_at = ?, outcome = ?, headers = '{}', url = receiver WHERE scan_id = ?`,
  );

  function findEarliest({ withoutScans, withoutReceivers, untried }: CallbackFilter) {
    const lists = [JSON.stringify(withoutScans), JSON.stringify(withoutReceivers)];
    const row = earliest.get(...lists, untried ? 1 : 0);
    return row === undefined ? null : v.parse(rowSchema, row);
  }

  return {
    claim: async (filter) => {
      const row = findEarliest(filter);
      if (row === null || row.next_at > now()) return null;
      const { next_at: _, ...callback } = row;
      return callback;
    },
    nextClaimAt: async (filter) => findEarliest(filter)?.next_at ?? null,
    markTried: async (scanId) => {
      const { attempts, first_at } = v.parse(countsSchema, setTried.get(now(), scanId));
      return { attempts, firstAt: first_at };
    },
    postpone: async (scanId, until) => void setNext.run(until, scanId),
    end: async (scanId, outcome) => {
      setEnded.run(now(), outcome, scanId);
      onSecretDeleted();
    },
  };
}
