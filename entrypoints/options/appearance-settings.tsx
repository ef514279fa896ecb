import { useId } from 'preact/hooks';
import { i18n } from '#i18n';
import { THEMES } from '../../lib/core/preferences.ts';
import { LockNote } from './lock-note.tsx';
import type { PreferenceSectionProps } from './notification-settings.tsx';
import { SaveFault } from './save-fault.tsx';

/** How the pages look. */
export function AppearanceSettings({ prefs, locked }: PreferenceSectionProps) {
  const id = useId();
  const isLocked = locked.has('theme');
  const { preferences, change, hasFailed } = prefs;
  return (
    <div class="panel">
      <h2>{i18n.t('settings.appearance')}</h2>
      <fieldset disabled={isLocked} aria-describedby={isLocked ? id : undefined}>
        <legend class="label">{i18n.t('settings.theme')}</legend>
        {isLocked ? <LockNote id={id} /> : null}
        {THEMES.map((theme) => (
          <label key={theme} class="choice">
            <input
              type="radio"
              name="theme"
              value={theme}
              checked={preferences.theme === theme}
              onChange={() => change({ theme })}
            />
            <span>{i18n.t(`settings.${theme}`)}</span>
          </label>
        ))}
      </fieldset>
      <SaveFault hasFailed={hasFailed} />
    </div>
  );
}
