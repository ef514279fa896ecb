import type { GuardMode, GuardPolicy } from './guard-policy.ts';

/** The policy in another mode. Holding goes with `block` by default; with `warn` it is a choice of its own. */
export function withMode(policy: GuardPolicy, mode: GuardMode): GuardPolicy {
  if (mode === policy.mode) return policy;
  return { ...policy, mode, holdUntilScanned: toHold(policy, mode) };
}

function toHold({ mode: before, holdUntilScanned }: GuardPolicy, mode: GuardMode): boolean {
  switch (mode) {
    case 'block':
      return true;
    case 'warn':
      return before === 'block' && holdUntilScanned;
    case 'off':
    case 'silent':
      return holdUntilScanned;
  }
}
