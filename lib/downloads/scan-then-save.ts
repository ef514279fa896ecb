import type { GuardPolicy } from '../core/guard-policy.ts';
import { newSave } from '../core/new-save.ts';
import { toTarget } from '../core/target.ts';
import type { ByteAccess } from '../platform/byte-access.ts';
import type { HoldStore } from '../storage/hold-store.ts';
import type { ByteDesk } from './byte-desk.ts';
import type { HoldDriver } from './hold-driver.ts';

export type ScanThenSaveDeps = {
  holds: Pick<HoldStore, 'add'>;
  access: Pick<ByteAccess, 'canFetch'>;
  desk: Pick<ByteDesk, 'canDeliver'>;
  driver: Pick<HoldDriver, 'step'>;
  loadPolicy: () => Promise<GuardPolicy>;
  /** Arms the alarm for the soonest. */
  guardAct: () => Promise<void>;
  newId: () => string;
  now: () => number;
};

/**
 * Fetches a link, scans what came, and saves those very bytes once they are found clean. When it answers, that is kept,
 * whatever happens to the worker: the hold is the whole of it, and is followed as that of any other download.
 * Answers undefined where Sluice can't read the link, or can't hand over what it reads.
 */
export type ScanThenSave = (address: string) => Promise<{ id: string } | undefined>;

/** Makes it. */
export function createScanThenSave(deps: ScanThenSaveDeps): ScanThenSave {
  const { holds, access, desk, driver, loadPolicy, guardAct, newId, now } = deps;
  return async (address) => {
    const id = newId();
    const isReadable = toTarget(address).kind === 'link' && (await access.canFetch(address));
    if (!isReadable || !desk.canDeliver(id)) return undefined;
    await guardAct();
    await holds.add(newSave(await loadPolicy(), { id, address, now: now() }));
    void driver.step(id);
    return { id };
  };
}
