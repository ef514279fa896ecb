import { useMemo } from 'preact/hooks';
import { i18n } from '#i18n';
import type { SettingsStores } from '../../lib/storage/settings-stores.ts';
import { CountField } from './count-field.tsx';
import { createDataTools } from './create-data-tools.ts';
import { DataTransfer } from './data-transfer.tsx';
import type { PreferenceSectionProps } from './notification-settings.tsx';
import { SaveFault } from './save-fault.tsx';

export type DataSettingsProps = PreferenceSectionProps & { stores: SettingsStores };

/** How long scans are kept, and what can be done with all that is kept. */
export function DataSettings({ prefs, locked, stores }: DataSettingsProps) {
  const { preferences, change, hasFailed } = prefs;
  const tools = useMemo(() => createDataTools(stores), [stores]);
  return (
    <>
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
      <DataTransfer tools={tools} />
    </>
  );
}
