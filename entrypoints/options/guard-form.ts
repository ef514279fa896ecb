import { type GuardPolicy, isHolding } from '../../lib/core/guard-policy.ts';
import type { Overlay } from '../../lib/core/overlay.ts';
import type { Permission } from '../../lib/platform/permission.ts';
import type { ManagedStore } from '../../lib/storage/managed-store.ts';
import type { PolicyStore } from '../../lib/storage/policy-store.ts';

/** What is stored, and whether the browser lets it come true. */
export type GuardState = {
  policy: GuardPolicy;
  /** What of it the administrator has chosen. */
  covered: Overlay<GuardPolicy>;
  /** Stored fields that could not be read, by name. */
  unreadable: readonly string[];
  mayHold: boolean;
};

export type GuardOutcome =
  | { kind: 'applied' }
  /** Kept without the hold: the browser did not allow it. */
  | { kind: 'not-held'; mode: 'warn' | 'block' }
  | { kind: 'failed' };

export type GuardForm = {
  load: () => Promise<GuardState>;
  /** Keeps a policy. Must be called in the handler of a click: a policy that holds asks for leave. Never rejects. */
  apply: (policy: GuardPolicy) => Promise<GuardOutcome>;
  /** Asks for leave to hold, where the policy is to hold already. Called in the handler of a click. Never rejects. */
  allowHolding: () => Promise<boolean>;
  /** Calls back when the policy or the permissions have changed, from wherever. */
  subscribe: (onChange: () => void) => () => void;
};

export type GuardFormDeps = {
  policies: PolicyStore;
  managed: Pick<ManagedStore, 'load'>;
  holdPermission: Permission;
};

/** Makes what the settings of downloads do. */
export function createGuardForm({ policies, managed, holdPermission }: GuardFormDeps): GuardForm {
  // Browsers that find no click behind it throw instead of saying no.
  const allowHolding = () => holdPermission.request().catch(() => false);

  /** Listeners that are in the way of other extensions stand no longer than they are of use. */
  async function giveBackUnused(): Promise<void> {
    const { policy } = await policies.load();
    if (!isHolding(policy)) await holdPermission.remove();
  }

  return {
    async load() {
      const [{ policy, unreadable }, read, mayHold] = await Promise.all([
        policies.load(),
        managed.load(),
        holdPermission.has(),
      ]);
      return { policy, covered: read.policy.guard, unreadable, mayHold };
    },
    async apply(wanted) {
      // Asked before anything else is awaited: browsers take the request only in the click itself.
      const isRefused = isHolding(wanted) && !(await allowHolding());
      let outcome: GuardOutcome = isRefused
        ? { kind: 'not-held', mode: modeOf(wanted) }
        : { kind: 'applied' };
      try {
        await policies.save(isRefused ? { ...wanted, holdUntilScanned: false } : wanted);
      } catch {
        outcome = { kind: 'failed' };
      }
      // What is kept has been kept, with or without this.
      await giveBackUnused().catch(() => {});
      return outcome;
    },
    allowHolding,
    subscribe(onChange) {
      const ends = [policies.subscribe(onChange), holdPermission.subscribe(onChange)];
      return () => {
        for (const end of ends) end();
      };
    },
  };
}

function modeOf({ mode }: GuardPolicy): 'warn' | 'block' {
  return mode === 'block' ? 'block' : 'warn';
}
