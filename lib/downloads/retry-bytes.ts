import type { Hold } from '../core/hold.ts';
import type { ScanRunner } from '../scan/scan-runner.ts';
import type { HoldStore } from '../storage/hold-store.ts';
import type { HoldBytes } from './hold-bytes.ts';
import type { HoldDriver } from './hold-driver.ts';
import type { HoldLanes } from './hold-lanes.ts';
import type { HoldView } from './hold-view.ts';
import type { LiveHolds } from './live-holds.ts';

export type RetryBytesDeps = {
  holds: Pick<HoldStore, 'listActive'>;
  view: (hold: Hold) => Promise<HoldView>;
  bytes: Pick<HoldBytes, 'mayCome'>;
  lanes: HoldLanes;
  live: LiveHolds;
  runner: Pick<ScanRunner, 'needBytes'>;
  step: HoldDriver['step'];
  report: (error: unknown) => void;
};

/**
 * Makes what is done when the person lets Sluice read more: each hold that is under way or asks is looked at again, and
 * a scan that had ended for want of its bytes wants them once more. What came to rest meanwhile stays as it is.
 */
export function createRetryBytes(deps: RetryBytesDeps): () => Promise<void> {
  const { holds, view, bytes, lanes, live, runner, step, report } = deps;

  async function wantAgain(found: Hold): Promise<void> {
    const known = live.of(found.id);
    // A site may have redirected to one that could not be read until now.
    if (known.byLink === 'failed') known.byLink = 'untried';
    if (known.byFile === 'failed') known.byFile = 'untried';
    const viewed = await view(found);
    const { hold, scan } = viewed;
    const hadNone = scan?.state === 'failed' && scan.problem === 'no-bytes';
    if (hadNone && (await bytes.mayCome(viewed)))
      await runner.needBytes(hold.id, scan.fellBackBecause ?? 'unsendable-link');
  }

  return async () => {
    for (const hold of await holds.listActive(Number.POSITIVE_INFINITY)) {
      // After whatever is being done by what was allowed before, which might refuse the bytes once more.
      await lanes(hold.id, () => wantAgain(hold)).catch(report);
      await step(hold.id);
    }
  };
}
