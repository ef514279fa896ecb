import type { Scan, ScanResult } from '../../lib/core/scan.ts';
import { START_OF_TEST } from '../fakes/fake-clock.ts';

let lastNumber = 0;

/** A scan of a link that was just queued, with an id of its own; what a test is about is given. */
export function aScan(given: Partial<Scan> = {}): Scan {
  lastNumber += 1;
  return {
    id: `scan-${lastNumber}`,
    source: 'link',
    route: 'link',
    url: 'https://files.example.org/report.pdf',
    name: 'report.pdf',
    host: 'files.example.org',
    state: 'queued',
    createdAt: START_OF_TEST,
    dueAt: START_OF_TEST,
    attempts: 0,
    notice: 'none',
    ...given,
  };
}

/** A scan that came to rest: without a due time, as the machine leaves it. */
export function aScanAtRest(given: Partial<Scan> = {}): Scan {
  const { dueAt: _due, ...scan } = aScan({ state: 'done', verdict: 'clean', finishedAt: START_OF_TEST });
  return { ...scan, ...given };
}

/** A scan that a server has taken and that is asked for at its due time. */
export function aPollingScan(given: Partial<Scan> = {}): Scan {
  return aScan({
    state: 'polling',
    server: 'https://scanner.example.org',
    remoteId: 4711,
    submittedAt: START_OF_TEST,
    ...given,
  });
}

/** The outcome of a scan that found nothing, unless told otherwise. */
export function aResult(given: Partial<ScanResult> = {}): ScanResult {
  return { verdict: 'clean', evidence: [], sample: {}, ...given };
}
