import type { Hold } from '../../lib/core/hold.ts';
import type { Scan } from '../../lib/core/scan.ts';
import { aHold, aHoldAtRest } from './hold-factory.ts';
import { aPollingScan, aScan, aScanAtRest } from './scan-factory.ts';

/** A guarded download: scan and hold of one id, about one file. */
export type GuardedRows = { scan: Scan; hold: Hold };

/** Nothing of it is due while a test looks: the background is to leave it as it is. */
const NOT_DUE_MS = 24 * 3_600_000;

function guarded(scan: Scan, hold: Hold): GuardedRows {
  const { id, createdAt, name } = scan;
  const later = (row: { dueAt?: number }) =>
    row.dueAt === undefined ? {} : { dueAt: createdAt + NOT_DUE_MS };
  return {
    scan: { ...scan, source: 'download', ...later(scan) },
    hold: { ...hold, id, createdAt, name, limitAt: createdAt + NOT_DUE_MS, ...later(hold) },
  };
}

/** One of each kind that the popup shows, by the name of its file. The times go back from `now`, in ms since 1970. */
export function guardedOfEachKind(now: number): GuardedRows[] {
  const server = 'http://127.0.0.1:8080';
  let age = 0;
  const next = () => {
    age += 3_000;
    return { createdAt: now - age, server };
  };
  const rest = (name: string, given: Partial<Scan> = {}) => {
    const { createdAt } = next();
    return aScanAtRest({ name, createdAt, finishedAt: createdAt, ...given });
  };
  const marked = (name: string) => ({ place: 'marked-name', markedName: name }) as const;
  return [
    guarded(
      rest('invoice-2026-11.zip', { verdict: 'unknown' }),
      aHold({ state: 'parked', ...marked('invoice-2026-11.unverified.zip'), question: 'encrypted' }),
    ),
    guarded(
      rest('Statement_8841.pdf.exe', { verdict: 'malicious' }),
      aHold({ state: 'observed', place: 'own-name', question: 'malicious' }),
    ),
    guarded(
      rest('backup.tar.zst', {
        state: 'failed',
        problem: 'too-large',
        size: 612_000_000,
        sizeLimit: 500_000_000,
      }),
      aHold({ state: 'staged', place: 'staged', question: 'too-large' }),
    ),
    guarded(
      aPollingScan({ name: 'design-review.pptx', ...next() }),
      aHold({ state: 'held', question: 'time-limit', exposedBecause: 'worker-died', exposedAt: now }),
    ),
    guarded(aPollingScan({ name: 'setup-4.2.1.exe', ...next() }), aHold({ state: 'held' })),
    guarded(
      aPollingScan({ name: 'report-2026.pdf', ...next() }),
      aHold({ state: 'parked', ...marked('report-2026.unverified.pdf') }),
    ),
    guarded(aScan({ name: 'photos.zip', ...next() }), aHold({ state: 'staged', place: 'staged' })),
    guarded(
      rest('notes.txt', { verdict: 'clean' }),
      aHold({ state: 'releasing', ...marked('notes.unverified.txt'), problem: 'browser-refused' }),
    ),
    guarded(
      rest('trojan.exe', { verdict: 'malicious' }),
      aHoldAtRest({
        state: 'removed',
        place: 'nowhere',
        fate: { do: 'remove', by: 'policy', because: 'malicious' },
      }),
    ),
    guarded(rest('annual-report.pdf'), aHoldAtRest()),
    guarded(
      rest('macro-budget.xlsm', { verdict: 'suspicious' }),
      aHoldAtRest({
        state: 'kept',
        fate: { do: 'keep', by: 'person', because: 'suspicious' },
        exposedBecause: 'window-closed',
        exposedAt: now,
      }),
    ),
    guarded(rest('manual.pdf'), aHoldAtRest(marked('manual.unverified.pdf'))),
    guarded(rest('lost.iso', { state: 'failed', problem: 'unknown-scan' }), {
      ...aHoldAtRest({ state: 'gone', place: 'nowhere', lostBecause: 'person' }),
    }),
  ];
}
