import type { DatabaseSync } from 'node:sqlite';
import * as v from 'valibot';

const rowSchema = v.object({
  scan_id: v.number(),
  url: v.string(),
  receiver: v.string(),
  headers: v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.string())),
  next_at: v.number(),
  attempts: v.number(),
});

const countsSchema = v.object({ attempts: v.number(), first_at: v.number() });

/** A callback that is owed. `next_at` is in epoch milliseconds; `receiver` is the origin of `url`. */
export type DueCallback = v.InferOutput<typeof rowSchema>;

/** How often a callback was tried, this time included, and when first (epoch milliseconds). */
export type CallbackTries = { attempts: number; firstAt: number };

export type CallbackStore = ReturnType<typeof createCallbackStore>;

/**
 * The `callbacks` table once a scan is finished; `ScanStore` writes the rows and makes them due.
 * Every call is synchronous and durable when it returns.
 * @param onSecretDeleted called when what a row held must not stay in the log of changes.
 */
export function createCallbackStore(database: DatabaseSync, now: () => number, onSecretDeleted: () => void) {
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
  // Headers, path and query may be what opens the receiver's door: they end with the callback.
  const setEnded = database.prepare(
    `UPDATE callbacks SET next_at = NULL, ended_at = ?, outcome = ?, headers = '{}', url = receiver WHERE scan_id = ?`,
  );

  return {
    /**
     * The callback to try next, due or not, without these scans and receivers.
     * @param untried only those that were never tried.
     */
    next(
      withoutScans: readonly number[],
      withoutReceivers: readonly string[],
      untried = false,
    ): DueCallback | null {
      const lists = [JSON.stringify(withoutScans), JSON.stringify(withoutReceivers)];
      const row = earliest.get(...lists, untried ? 1 : 0);
      return row === undefined ? null : v.parse(rowSchema, row);
    },
    /** Counts a try before it is made. The callback stays due, so that a process that dies in it makes it again. */
    markTried(scanId: number): CallbackTries {
      const { attempts, first_at } = v.parse(countsSchema, setTried.get(now(), scanId));
      return { attempts, firstAt: first_at };
    },
    postpone: (scanId: number, until: number): void => void setNext.run(until, scanId),
    end(scanId: number, outcome: 'accepted' | 'given_up'): void {
      setEnded.run(now(), outcome, scanId);
      onSecretDeleted();
    },
  };
}
