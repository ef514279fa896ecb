import { i18n } from '#i18n';

/** Says that a setting is the administrator's. What it is about refers to it by `id`. */
export function LockNote({ id }: { id: string }) {
  return (
    <span id={id} class="lock-note">
      <svg width="14" height="14" viewBox="0 0 16 16" aria-hidden="true">
        <path d="M4.2 7h7.6A1.2 1.2 0 0 1 13 8.2v4.1a1.2 1.2 0 0 1-1.2 1.2H4.2A1.2 1.2 0 0 1 3 12.3V8.2A1.2 1.2 0 0 1 4.2 7zM5.2 7V5a2.8 2.8 0 0 1 5.6 0v2" />
      </svg>
      {i18n.t('settings.locked')}
    </span>
  );
}
