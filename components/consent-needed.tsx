import { i18n } from '#i18n';

/** Says that Sluice sends nothing before somebody has read what it would send, and where that stands. */
export function ConsentNeeded({ onRead }: { onRead: () => void }) {
  return (
    <section class="card" aria-label={i18n.t('consent.neededTitle')}>
      <h2>{i18n.t('consent.neededTitle')}</h2>
      <p>{i18n.t('consent.neededText')}</p>
      <button type="button" class="button" onClick={onRead}>
        {i18n.t('consent.read')}
      </button>
    </section>
  );
}
