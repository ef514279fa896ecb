import { CONSENTED_POLICY, type GuardMode, type GuardPolicy } from './guard-policy.ts';

/** The policy in another mode. Holding goes with `block` by default; with `warn` it is a choice of its own. */
export function withMode(policy: GuardPolicy, mode: GuardMode): GuardPolicy {
  if (mode === policy.mode) return policy;
  return { ...policy, mode, holdUntilScanned: toHold(policy, mode) };
}

/** What "Protect my downloads" stands for. Rules that somebody wrote before stay. */
export function protect({ allow, block }: GuardPolicy): GuardPolicy {
  return { ...CONSENTED_POLICY, allow, block };
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
