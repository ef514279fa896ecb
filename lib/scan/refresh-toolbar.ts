import { createLatestRun } from '../core/create-latest-run.ts';
import { toToolbarState } from '../core/toolbar-state.ts';
import type { Badge } from '../platform/badge.ts';
import type { AlertStore } from '../storage/alert-store.ts';
import type { ConnectionStore } from '../storage/connection-store.ts';
import type { ConsentStore } from '../storage/consent-store.ts';
import type { ScanStore } from '../storage/scan-store.ts';

export type RefreshToolbarDeps = {
  store: Pick<ScanStore, 'countActive'>;
  alerts: Pick<AlertStore, 'load'>;
  connections: Pick<ConnectionStore, 'load'>;
  consents: Pick<ConsentStore, 'load'>;
  badge: Badge;
  report: (error: unknown) => void;
};

/** Makes what brings the toolbar button up to date, one time after another: what was read last is shown last. It never throws. */
export function createRefreshToolbar(deps: RefreshToolbarDeps): () => Promise<void> {
  let shown = '';

  async function refresh(): Promise<void> {
    const [running, isAlarm, { server }, consent] = await Promise.all([
      deps.store.countActive(),
      deps.alerts.load(),
      deps.connections.load(),
      deps.consents.load(),
    ]);
    const isConnected = server !== null && consent !== undefined;
    const state = toToolbarState({ isConnected, isAlarm, running });
    const next = `${state} ${running}`;
    if (shown === next) return;
    await deps.badge.show(state, running);
    shown = next;
  }

  return createLatestRun(() => refresh().catch(deps.report));
}
