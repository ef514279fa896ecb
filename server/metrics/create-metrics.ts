import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Seconds, from a cached answer to the longest scan. */
const BUCKETS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900];

export type Metrics = ReturnType<typeof createMetrics>;

/**
 * What Prometheus reads. Labels take a few values each: verdicts, route patterns, statuses; nothing that callers choose.
 * One registry for each service, so that two in a process count apart.
 */
export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const underWay = new Set<number>();
  new Gauge({
    name: 'sluice_scans_under_way',
    help: 'Scans that this process has not finished, waiting or worked on; of a shared queue those that it works on.',
    registers,
    collect() {
      this.set(underWay.size);
    },
  });
  return {
    registry,
    /** Numbers of the scans that wait or run; of a shared queue those that run here. */
    underWay,
    requests: new Counter({
      name: 'sluice_http_requests_total',
      help: 'Requests answered.',
      labelNames: ['method', 'route', 'status'],
      registers,
    }),
    requestSeconds: new Histogram({
      name: 'sluice_http_request_seconds',
      help: 'Time to answer.',
      labelNames: ['route'],
      buckets: BUCKETS,
      registers,
    }),
    requestsUnderWay: new Gauge({
      name: 'sluice_http_requests_under_way',
      help: 'Requests that have come and are not answered.',
      registers,
    }),
    scans: new Counter({
      name: 'sluice_scans_total',
      help: 'Scans that this process finished, by verdict; none where not everything could be scanned.',
      labelNames: ['verdict'],
      registers,
    }),
    scanSeconds: new Histogram({
      name: 'sluice_scan_seconds',
      help: 'Time from submission, to whichever scanner, to the verdict of this process.',
      buckets: BUCKETS,
      registers,
    }),
    engineFailures: new Counter({
      name: 'sluice_engine_failures_total',
      help: 'Scans in which an engine failed or was missing.',
      registers,
    }),
    callbacks: new Counter({
      name: 'sluice_callback_tries_total',
      help: 'Tries of callbacks, by what came of them.',
      labelNames: ['outcome'],
      registers,
    }),
  };
}
