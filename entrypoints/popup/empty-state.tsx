import { i18n } from '#i18n';
import { Mark } from '../../components/mark.tsx';

/** What stands where no scan does: what to do to get one. */
export function EmptyState() {
  return (
    <section class="empty">
      <Mark size={56} />
      <h2>{i18n.t('popup.emptyTitle')}</h2>
      <p>{i18n.t('popup.emptyText')}</p>
    </section>
  );
}
