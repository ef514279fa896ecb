import { i18n } from '#i18n';

/** The one choice that most people need, with what it sends and does. Shown until somebody has chosen. */
export function ProtectCard({ onProtect }: { onProtect: () => void }) {
  return (
    <div class="protect">
      <h3>{i18n.t('guard.protectTitle')}</h3>
      <p>{i18n.t('guard.protectText')}</p>
      <p>{i18n.t('guard.holdNames')}</p>
      <button type="button" class="button" onClick={onProtect}>
        {i18n.t('guard.protectTitle')}
      </button>
      <p class="hint">{i18n.t('guard.protectNow')}</p>
    </div>
  );
}
