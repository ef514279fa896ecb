import type { ConnectionFacts } from '../../lib/core/decide-download.ts';
import type { Hold } from '../../lib/core/hold.ts';
import { toSaveScan } from '../../lib/core/new-save.ts';
import type { Scan } from '../../lib/core/scan.ts';
import { createBeginDownload } from '../../lib/downloads/begin-download.ts';
import type { ByteDesk } from '../../lib/downloads/byte-desk.ts';
import { createFindByAddress } from '../../lib/downloads/find-by-address.ts';
import { createGuard, type Guard, type GuardDeps } from '../../lib/downloads/guard.ts';
import { createHoldAct } from '../../lib/downloads/hold-acts.ts';
import { createHoldBytes } from '../../lib/downloads/hold-bytes.ts';
import { createHoldDriver } from '../../lib/downloads/hold-driver.ts';
import { createHoldLanes } from '../../lib/downloads/hold-lanes.ts';
import { createLiveHolds } from '../../lib/downloads/live-holds.ts';
import { createNextHoldMove } from '../../lib/downloads/next-hold-move.ts';
import { createOrphanedRequests } from '../../lib/downloads/orphaned-requests.ts';
import { createPauseHold } from '../../lib/downloads/pause-hold.ts';
import { createReleasedRequests } from '../../lib/downloads/released-requests.ts';
import { createRetryBytes } from '../../lib/downloads/retry-bytes.ts';
import { createScanThenSave, type ScanThenSave } from '../../lib/downloads/scan-then-save.ts';
import { toBeginning } from '../../lib/downloads/to-beginning.ts';
import { createViewHold } from '../../lib/downloads/view-hold.ts';
import type { Alarm } from '../../lib/platform/alarm.ts';
import type { ByteAccess } from '../../lib/platform/byte-access.ts';
import type { Downloads } from '../../lib/platform/downloads.ts';
import type { Notification, Notifications } from '../../lib/platform/notifications.ts';
import type { ScanRunner } from '../../lib/scan/scan-runner.ts';
import { createWakeUp } from '../../lib/scan/wake-up.ts';
import type { ConnectionStore } from '../../lib/storage/connection-store.ts';
import type { ConsentStore } from '../../lib/storage/consent-store.ts';
import type { HoldStore } from '../../lib/storage/hold-store.ts';
import type { PolicyStore } from '../../lib/storage/policy-store.ts';
import type { ScanStore } from '../../lib/storage/scan-store.ts';
import type { StagedBytes } from '../../lib/storage/staged-bytes.ts';

export type JoinGuardDeps = Pick<
  GuardDeps,
  'gate' | 'changes' | 'mayComeBack' | 'keepAlive' | 'startTimer' | 'now' | 'newId' | 'onLost' | 'report'
> & {
  /** Its own: the scans have another. */
  guardAlarm: Alarm;
  minAlarmDelayMs: number;
  access: ByteAccess;
  connections: Pick<ConnectionStore, 'load'>;
  consents: Pick<ConsentStore, 'load'>;
  desk: ByteDesk;
  downloads: Downloads;
  holds: HoldStore;
  maxBytes: number;
  notifications: Pick<Notifications, 'show'>;
  policies: Pick<PolicyStore, 'load'>;
  runner: ScanRunner;
  store: ScanStore;
  staged: Pick<StagedBytes, 'describe' | 'remove'>;
  tidyStaged: (id: string) => Promise<void>;
  /** Whether a person is told of clean files too. */
  tellsClean: () => Promise<boolean>;
  holdWords: (hold: Hold, scan: Scan | undefined) => Omit<Notification, 'id'>;
};

/** Makes the guard out of its parts. */
export function joinGuard(deps: JoinGuardDeps): Guard & { scanThenSave: ScanThenSave } {
  const { holds, runner, connections, maxBytes, report, store: scans } = deps;
  const live = createLiveHolds();
  const lanes = createHoldLanes();
  const findByAddress = createFindByAddress({ ...deps, scans });
  const loadPolicy = async () => (await deps.policies.load()).policy;
  const wakeUp = createWakeUp({ ...deps, alarm: deps.guardAlarm, onWake: () => void guard.run() });
  const bytes = createHoldBytes({ ...deps, live, onTried: (id) => void driver.step(id) });
  const view = createViewHold({
    ...deps,
    findByAddress,
    scans,
    live,
    loadPolicy,
    recordSave: (hold) => runner.add(toSaveScan(hold, deps.now())),
    judge: (seen) => beginDownload.judge(toBeginning(seen)),
    record: (id, seen) => beginDownload.record(id, toBeginning(seen)),
  });
  const driver = createHoldDriver({
    ...deps,
    lanes,
    live,
    guardAct: wakeUp.guard,
    scans,
    view,
    next: createNextHoldMove({ ...deps, bytes, live, act: createHoldAct({ ...deps, live }) }),
    onPause: createPauseHold({
      ...deps,
      live,
      toWords: deps.holdWords,
      onLook: (id) => void driver.step(id),
      onDue: () => void guard.schedule(),
    }),
  });

  async function loadConnection(): Promise<ConnectionFacts> {
    const [{ server }, consent] = await Promise.all([connections.load(), deps.consents.load()]);
    return { server, hasConsent: consent !== undefined, maxBytes };
  }

  const beginDownload = createBeginDownload({ ...deps, holds, runner, loadPolicy, loadConnection });
  const guard = createGuard({
    ...deps,
    scans,
    beginDownload,
    driver,
    retryBytes: createRetryBytes({ ...deps, view, bytes, lanes, live, step: driver.step }),
    findByAddress,
    lanes,
    live,
    released: createReleasedRequests(deps.now),
    orphaned: createOrphanedRequests({ holds, scans, now: deps.now }),
    wakeUp,
    report,
  });
  return {
    ...guard,
    scanThenSave: createScanThenSave({ ...deps, driver, guardAct: wakeUp.guard, loadPolicy }),
    async decide(id, choice) {
      const isAccepted = await guard.decide(id, choice);
      // What waits to be sent is not to be sent any more.
      if (isAccepted && choice === 'remove') await runner.recheck(id).catch(report);
      return isAccepted;
    },
  };
}
