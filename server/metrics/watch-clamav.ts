import { Gauge, type Registry } from 'prom-client';
import type { ClamavEngine } from '../engines/clamav/clamav-engine.ts';
import { CLAMAV } from '../engines/clamav/to-clamav-report.ts';

/** Has Prometheus read whether clamd answers, which is asked when it reads. */
export function watchClamav(registry: Registry, clamav: Pick<ClamavEngine, 'isThere'>): void {
  new Gauge({
    name: 'sluice_engine_up',
    help: 'Whether an engine that runs elsewhere answers: 1, or 0 while it is missing.',
    labelNames: ['engine'],
    registers: [registry],
    async collect() {
      this.set({ engine: CLAMAV }, Number(await clamav.isThere()));
    },
  });
}
