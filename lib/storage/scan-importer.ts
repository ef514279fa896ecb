import * as v from 'valibot';
import { HISTORY_FATES, type HistoryFate, toHistoryRow } from '../core/history-row.ts';
import type { Scan } from '../core/scan.ts';
import { type ImportFault, toImportedScan } from '../core/to-imported-scan.ts';
import { createDatabaseRunner } from './database-runner.ts';
import type { Database } from './open-database.ts';
import type { ScanChanges } from './scan-changes.ts';
import { findRowFault, parseRow, toRow } from './scan-row.ts';

/** How many scans one transaction adds. */
const BATCH = 1_000;

/** What came of an import. */
export type ImportReport = {
  added: number;
  /** Scans that were here already: what is here stays as it is. */
  known: number;
  refused: readonly {
    /** Its place in the file, from 1. */
    row: number;
    fault: ImportFault;
    /** More on what can't be read. For developers. */
    detail: string | undefined;
  }[];
};

/**
 * Adds the scans of another history, each by itself: what can't be taken is left out and reported, and nothing that is
 * here is changed.
 * @param rows as they stand in the file
 * @param onProgress how many rows are done
 */
export type ImportScans = (
  rows: readonly unknown[],
  onProgress?: (done: number) => void,
) => Promise<ImportReport>;

type Importable = { scan: Scan; fate: HistoryFate | undefined };

const Fate = v.object({ fate: v.picklist(HISTORY_FATES) });

/**
 * Makes the import. Opens nothing until it is called.
 * @param now milliseconds since 1970
 */
export function createScanImporter(
  openDatabase: () => Promise<Database>,
  changes: Pick<ScanChanges, 'announce'>,
  now: () => number,
): ImportScans {
  const withDatabase = createDatabaseRunner(openDatabase);
  return async (rows, onProgress = () => {}) => {
    const refused: ImportReport['refused'][number][] = [];
    let added = 0;
    for (let start = 0; start < rows.length; start += BATCH) {
      const batch = rows.slice(start, start + BATCH).flatMap((row, index) => {
        const parsed = parse(row, now());
        if ('scan' in parsed) return parsed;
        refused.push({ row: start + index + 1, ...parsed });
        return [];
      });
      added += await withDatabase((database) => addBatch(database, batch));
      onProgress(Math.min(rows.length, start + BATCH));
    }
    if (added > 0) changes.announce();
    return { added, known: rows.length - added - refused.length, refused };
  };
}

function parse(row: unknown, now: number): Importable | { fault: ImportFault; detail: string | undefined } {
  const stored = parseRow(row);
  if (stored === undefined) return { fault: 'unreadable', detail: findRowFault(row) };
  const scan = toImportedScan(stored, now);
  if (typeof scan === 'string') return { fault: scan, detail: undefined };
  const parsed = v.safeParse(Fate, row);
  return { scan, fate: parsed.success ? parsed.output.fate : undefined };
}

async function addBatch(database: Database, batch: readonly Importable[]): Promise<number> {
  // Where the power fails in the middle, the import is repeated: nothing is lost that the file has not.
  const transaction = database.transaction(['scans', 'history'], 'readwrite', { durability: 'relaxed' });
  const [scans, history] = [transaction.objectStore('scans'), transaction.objectStore('history')];
  const unique = [...new Map(batch.map((one) => [one.scan.id, one])).values()];
  const keys = await Promise.all(unique.map(({ scan }) => scans.getKey(scan.id)));
  const fresh = unique.filter((_one, index) => keys[index] === undefined);
  const writes = fresh.flatMap(({ scan, fate }) => {
    const row = toHistoryRow(scan);
    return [
      scans.add(toRow(scan)),
      ...(row === undefined ? [] : [history.put(fate === undefined ? row : { ...row, fate })]),
    ];
  });
  await Promise.all([...writes, transaction.done]);
  return fresh.length;
}
