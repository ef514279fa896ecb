import { i18n } from '#i18n';
import type { GuardPolicy } from '../lib/core/guard-policy.ts';

export type NotHeldProps = { policy: GuardPolicy; onAllow: () => void };

/** Says that downloads are to be held and can't be, what happens instead, and how to change that. */
export function NotHeld({ policy, onAllow }: NotHeldProps) {
  return (
    <section class="card not-held" aria-label={i18n.t('notHeld.title')}>
      <h2>{i18n.t('notHeld.title')}</h2>
      <p>{i18n.t(policy.mode === 'block' ? 'notHeld.block' : 'notHeld.warn')}</p>
      <button type="button" class="button" onClick={onAllow}>
        {i18n.t('notHeld.allow')}
      </button>
    </section>
  );
}
