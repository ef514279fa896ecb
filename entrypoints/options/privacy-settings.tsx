import { i18n } from '#i18n';
import type { Consent } from '../../lib/core/consent.ts';
import type { ManagedKey } from '../../lib/core/managed-policy.ts';
import { AccessSettings, type AccessSettingsProps } from './access-settings.tsx';
import { ConsentSettings } from './consent-settings.tsx';
import { PreferenceChoice } from './preference-choice.tsx';
import { SaveFault } from './save-fault.tsx';
import type { UsePreferences } from './use-preferences.ts';

export type PrivacySettingsProps = {
  prefs: UsePreferences;
  locked: ReadonlySet<ManagedKey>;
  consent: Consent | undefined;
  /** Opens the page that says what is sent, and asks for the consent. */
  onRead: () => void;
  onWithdraw: () => Promise<void>;
  access: AccessSettingsProps;
};

/** What leaves this machine, the person's word on it, and what Sluice may read. */
export function PrivacySettings({
  prefs,
  locked,
  consent,
  onRead,
  onWithdraw,
  access,
}: PrivacySettingsProps) {
  return (
    <>
      <div class="panel">
        <h2>{i18n.t('settings.privacy')}</h2>
        <dl class="sent">
          {(['links', 'files', 'where', 'stays'] as const).map((name) => (
            <div key={name}>
              <dt>{i18n.t(`consent.${name}Title`)}</dt>
              <dd>{i18n.t(`consent.${name}`)}</dd>
            </div>
          ))}
        </dl>
        <ConsentSettings
          consent={consent}
          isLocked={locked.has('consent')}
          onRead={onRead}
          onWithdraw={onWithdraw}
        />
        <PreferenceChoice
          name="askBeforeDocuments"
          label={i18n.t('settings.askDocuments')}
          prefs={prefs}
          isLocked={locked.has('askBeforeDocuments')}
        >
          {i18n.t('settings.askDocumentsText')}
        </PreferenceChoice>
        <SaveFault hasFailed={prefs.hasFailed} />
      </div>
      <AccessSettings {...access} />
    </>
  );
}
