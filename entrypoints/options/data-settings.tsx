import { i18n } from '#i18n';
import { CountField } from './count-field.tsx';
import type { PreferenceSectionProps } from './notification-settings.tsx';
import { SaveFault } from './save-fault.tsx';

/** How long scans are kept. */
export function DataSettings({ prefs, locked }: PreferenceSectionProps) {
  const { preferences, change, hasFailed } = prefs;
  return (
    <div class="panel">
      <h2>{i18n.t('settings.keepHeading')}</h2>
      {(['keepDays', 'keepRows'] as const).map((name) => (
        <CountField
          key={name}
          label={i18n.t(`settings.${name}`)}
          hint={i18n.t(`settings.${name}Hint`)}
          value={preferences[name]}
          isLocked={locked.has(name)}
          onChange={(value) => change({ [name]: value })}
        />
      ))}
      <SaveFault hasFailed={hasFailed} />
    </div>
  );
}
