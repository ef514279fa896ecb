import { i18n } from '#i18n';
import type { ManagedKey } from '../../lib/core/managed-policy.ts';
import { PreferenceChoice } from './preference-choice.tsx';
import { SaveFault } from './save-fault.tsx';
import type { UsePreferences } from './use-preferences.ts';

export type PreferenceSectionProps = { prefs: UsePreferences; locked: ReadonlySet<ManagedKey> };

/** What the person is told of. */
export function NotificationSettings({ prefs, locked }: PreferenceSectionProps) {
  return (
    <div class="panel">
      <h2>{i18n.t('settings.notifications')}</h2>
      <p class="intro">{i18n.t('settings.notifyAlways')}</p>
      <PreferenceChoice
        name="notifyClean"
        label={i18n.t('settings.notifyClean')}
        prefs={prefs}
        isLocked={locked.has('notifyClean')}
      >
        {i18n.t('settings.notifyCleanText')}
      </PreferenceChoice>
      <SaveFault hasFailed={prefs.hasFailed} />
    </div>
  );
}
