import { i18n } from '#i18n';
import { type GuardPolicy, isHolding } from '../core/guard-policy.ts';

/**
 * Says in a line what is done with downloads.
 * @param mayHold the browser lets Sluice hold them
 */
export function footerWords(policy: GuardPolicy, mayHold: boolean): string {
  if (isHolding(policy) && mayHold) return i18n.t('footer.held');
  switch (policy.mode) {
    case 'off':
      return i18n.t('footer.off');
    case 'silent':
    case 'warn':
      return i18n.t('footer.notHeld');
    case 'block':
      return i18n.t('footer.removed');
  }
}
