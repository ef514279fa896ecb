import { i18n } from '#i18n';
import type { Hold } from '../core/hold.ts';
import { isHoldAtRest } from '../core/hold-machine.ts';
import { toMessageKey } from './to-message-key.ts';

/**
 * Says that a file could be opened too early, or can be now, and why; '' where it could not. Where nothing is held and
 * nothing was found there is nothing to tell: every row would say so.
 */
export function exposureWords({ state, place, exposedBecause, fate }: Hold): string {
  if (exposedBecause === undefined) return '';
  if (exposedBecause === 'not-held' && state === 'released' && fate?.do === 'release') return '';
  const isOver = isHoldAtRest(state) || place !== 'own-name';
  return i18n.t(isOver ? 'exposed.before' : 'exposed.now', [i18n.t(toMessageKey('exposed', exposedBecause))]);
}
