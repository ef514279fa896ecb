import { type GuardPolicy, isHolding } from './guard-policy.ts';
import type { Hold, StagedCopy } from './hold.ts';

/**
 * Tells whether the browser's own copy, whose bytes nobody has scanned, is to give way to ours before anything is handed
 * over: a site that answers twice may answer differently.
 */
export function isToGiveWay({ state, place, staged, exposedAt }: Hold, policy: GuardPolicy): boolean {
  if (staged?.isAnew !== true || place !== 'arriving') return false;
  return state === 'held' || (state === 'observed' && exposedAt === undefined && isHolding(policy));
}

/**
 * The staged copy where it is what the person gets: because it will be handed over, or because it is of the very file.
 * @param canDeliver our copy could be handed over
 */
export function toHandedOver(hold: Hold, policy: GuardPolicy, canDeliver: boolean): StagedCopy | undefined {
  const { state, place, staged } = hold;
  if (staged?.isAnew !== true) return staged;
  const isGiven =
    place === 'arriving' ? state === 'parking' || isToGiveWay(hold, policy) : place !== 'own-name';
  return isGiven && canDeliver ? staged : undefined;
}
