import type { GuardPolicy } from './guard-policy.ts';
import type { Hold } from './hold.ts';
import { newHold } from './new-hold.ts';
import { newScan } from './new-scan.ts';
import { toSafeName } from './safe-name.ts';
import type { Scan } from './scan.ts';
import { toTarget } from './target.ts';

export type NewSaveFacts = {
  /** Unique: the key of the hold and of its scan. */
  id: string;
  /** Of a link that a scanner could be given: http or https. */
  address: string;
  /** Milliseconds since 1970. */
  now: number;
};

/** The hold of a file that Sluice is to fetch by itself, and to save once it is found clean. */
export function newSave(
  policy: Pick<GuardPolicy, 'scanTimeLimitMs'>,
  { id, address, now }: NewSaveFacts,
): Hold {
  const { url, name } = toTarget(address);
  return { ...newHold(policy, { id, name: toSafeName(name), now }), saveFrom: url };
}

/** Its scan: of the very bytes that are saved. They are still to come. */
export function toSaveScan({ id, name, saveFrom = '' }: Hold, now: number): Scan {
  return newScan({ id, source: 'download', address: saveFrom, name, route: 'bytes', now });
}

/** What holds for such a file, whatever is done with others: nothing but "clean", or a person, lets it through. */
export function toSavePolicy(policy: GuardPolicy): GuardPolicy {
  const asked = (fallback: GuardPolicy['onUnfinished']) => (fallback === 'keep' ? 'ask' : fallback);
  return {
    ...policy,
    mode: 'block',
    holdUntilScanned: true,
    alwaysScanBytes: true,
    onUnfinished: asked(policy.onUnfinished),
    onTooLarge: asked(policy.onTooLarge),
    onEncrypted: asked(policy.onEncrypted),
    onSuspicious: asked(policy.onSuspicious),
  };
}
