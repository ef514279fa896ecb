import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import type { AuditLog } from './audit/audit-log.ts';
import type { ScanStore } from './storage/scan-store.ts';

/** How long things are kept, in days; null for ever. */
export type RetentionConfig = { scansDays: number | null; auditDays: number | null };

export type RetentionDeps = {
  config: RetentionConfig;
  scans: Pick<ScanStore, 'removeFinished'>;
  audit: Pick<AuditLog, 'prune'>;
  /** Epoch milliseconds. */
  now: () => number;
  log: FastifyBaseLogger;
};

const DAY_MS = 86_400_000;
const EVERY_MS = 3_600_000;

/** Rows in one transaction, and milliseconds between two: requests have their turn in between. */
const BATCH = 200;
const PAUSE_MS = 50;

/** Removes what is older than the configuration keeps: at the start, and every hour. */
export function createRetention({ config, scans, audit, now, log }: RetentionDeps) {
  const stopping = new AbortController();
  let running = Promise.resolve();

  async function prune(): Promise<void> {
    const { scansDays, auditDays } = config;
    if (auditDays !== null) await audit.prune(auditDays);
    if (scansDays === null) return;
    let removed = 0;
    for (let count = BATCH; count === BATCH && !stopping.signal.aborted; removed += count) {
      count = await scans.removeFinished(now() - scansDays * DAY_MS, BATCH);
      if (count === BATCH) await wait(PAUSE_MS, undefined, { signal: stopping.signal });
    }
    if (removed > 0) log.info({ removed }, 'old scans removed');
  }

  async function runUntilStopped(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await prune();
      } catch (error) {
        if (!stopping.signal.aborted) log.error({ err: error }, 'old rows not removed, will be tried again');
      }
      await wait(EVERY_MS, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
    }
  }

  return {
    prune,
    start(): void {
      running = runUntilStopped();
    },
    async close(): Promise<void> {
      stopping.abort();
      await running;
    },
  };
}
