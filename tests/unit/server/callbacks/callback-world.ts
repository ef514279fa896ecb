import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { createCallbackQueue } from '../../../../server/callbacks/callback-queue.ts';
import type { CallbackAnswer } from '../../../../server/callbacks/post-callback.ts';
import { DEFAULT_CONFIG } from '../../../../server/config.ts';
import type { DueCallback } from '../../../../server/storage/callback-store.ts';
import { createCallbackStore } from '../../../../server/storage/sqlite/create-callback-store.ts';
import { createScanStore } from '../../../../server/storage/sqlite/create-scan-store.ts';
import { openDatabase } from '../../../../server/storage/sqlite/open-database.ts';
import { aNewServerScan, anOutcome } from '../../../factories/new-server-scan-factory.ts';

const MAX_SENT = 200;

export const answer = (status: number): CallbackAnswer => ({ status, closed: Promise.resolve() });

/** The real queue over the real store, with a clock that moves only when told and a receiver that is a function. */
export function createCallbackWorld() {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-callbacks-'));
  const database = openDatabase(folder);
  let time = Date.parse('2026-11-01T00:00:00Z');
  const now = (): number => time;
  const scans = createScanStore(database, now, () => undefined);
  const store = createCallbackStore(database, now, () => undefined);
  const lines: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
  const sent: { scan: number; at: number }[] = [];
  let timer: { at: number; run: () => void } | null = null;
  let respond = async (_callback: DueCallback): Promise<CallbackAnswer> => answer(200);
  const queues: { close: () => Promise<void> }[] = [];
  onTestFinished(async () => {
    await Promise.all(queues.map((queue) => queue.close()));
    database.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** A queue as a new process would make it. */
  function start(limits: Partial<typeof DEFAULT_CONFIG.callbacks> = {}) {
    const queue = createCallbackQueue({
      store,
      limits: { ...DEFAULT_CONFIG.callbacks, ...limits },
      now,
      random: () => 0,
      log,
      schedule: (run, ms) => {
        const own = { at: time + ms, run };
        timer = own;
        return () => {
          if (timer === own) timer = null;
        };
      },
      send: (callback, stop) => {
        sent.push({ scan: callback.scan_id, at: time });
        const broken = new Promise<CallbackAnswer>((resolve) =>
          stop.addEventListener('abort', () => resolve({ fault: 'ABORT_ERR' })),
        );
        // A queue that sends without end would leave a test no turn in which to fail.
        return sent.length > MAX_SENT ? broken : Promise.race([respond(callback), broken]);
      },
    });
    queues.push(queue);
    queue.wake();
    return queue;
  }

  /** Lets everything run that needs no time to pass. */
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  return {
    database,
    scans,
    store,
    sent,
    start,
    settle,
    now,
    logged: (): string => lines.join(''),
    respondWith: (next: typeof respond): void => {
      respond = next;
    },
    /** A scan whose verdict is known and whose callback is due. */
    finishedScan: async (changes: Parameters<typeof aNewServerScan>[0] = {}): Promise<number> => {
      const { id } = await scans.insert(aNewServerScan(changes));
      await scans.markFinished(id, anOutcome());
      return id;
    },
    row: (id: number) => database.prepare('SELECT * FROM callbacks WHERE scan_id = ?').get(id),
    /** Moves the clock to the next timer and runs it; false where none is set. */
    async passTime(): Promise<boolean> {
      await settle();
      if (timer === null) return false;
      const due = timer;
      timer = null;
      time = Math.max(time, due.at);
      due.run();
      await settle();
      return true;
    },
  };
}
