import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Command, Commands } from '../../lib/platform/commands.ts';

export type ShortcutSettingsProps = { commands: Commands };

/** The keys that Sluice answers to, and the way to change them, which only the browser has. */
export function ShortcutSettings({ commands }: ShortcutSettingsProps) {
  const [listed, setListed] = useState<readonly Command[]>([]);
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => {
    const read = () => void commands.list().then(setListed, () => setListed([]));
    read();
    // The browser tells nobody that a key was changed on its page.
    window.addEventListener('focus', read);
    return () => window.removeEventListener('focus', read);
  }, [commands]);
  return (
    <div class="panel">
      <h2>{i18n.t('settings.shortcuts')}</h2>
      <p class="intro">{i18n.t('settings.shortcutsText')}</p>
      {listed.length === 0 ? <p class="hint">{i18n.t('settings.noShortcuts')}</p> : null}
      <ul class="shortcuts">
        {listed.map(({ name, description, shortcut }) => (
          <li key={name}>
            <span>{description || i18n.t('settings.openPopup')}</span>
            {shortcut === '' ? (
              <span class="hint">{i18n.t('settings.noKey')}</span>
            ) : (
              <kbd dir="ltr">{shortcut}</kbd>
            )}
          </li>
        ))}
      </ul>
      <div class="buttons">
        <button
          type="button"
          class="button plain"
          onClick={() => void commands.openShortcuts().catch(() => setFailed(true))}
        >
          {i18n.t('settings.changeShortcuts')}
        </button>
      </div>
      <p class="fault" role="status">
        {hasFailed ? i18n.t('settings.shortcutsByHand') : ''}
      </p>
    </div>
  );
}
