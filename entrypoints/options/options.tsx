import { i18n } from '#i18n';
import { ConsentNeeded } from '../../components/consent-needed.tsx';
import { Mark } from '../../components/mark.tsx';
import type { Connection } from '../../lib/core/connection.ts';
import type { Consent } from '../../lib/core/consent.ts';
import type { ConnectionFacts } from '../../lib/core/decide-download.ts';
import type { ReadManaged } from '../../lib/core/managed-policy.ts';
import type { Preferences } from '../../lib/core/preferences.ts';
import type { Commands } from '../../lib/platform/commands.ts';
import type { SettingsStores } from '../../lib/storage/settings-stores.ts';
import type { AccessSettingsProps } from './access-settings.tsx';
import type { ConnectionForm } from './connection-form.ts';
import { ConnectionSettings } from './connection-settings.tsx';
import type { GuardForm, GuardState } from './guard-form.ts';
import { GuardSections } from './guard-sections.tsx';
import { LazySection } from './lazy-section.tsx';
import { ManagedNotes } from './managed-notes.tsx';
import { SectionPanel } from './section-panel.tsx';
import { SettingsNav } from './settings-nav.tsx';
import { useLive } from './use-live.ts';
import { usePreferences } from './use-preferences.ts';
import { useSection } from './use-section.ts';

/** What was read before the page is drawn. `guard` is missing where it could not be read. */
export type InitialSettings = {
  connection: Connection;
  consent: Consent | undefined;
  guard: GuardState | undefined;
  managed: ReadManaged;
  preferences: Preferences;
};

export type OptionsProps = {
  initial: InitialSettings;
  stores: SettingsStores;
  connectionForm: ConnectionForm;
  guardForm: GuardForm;
  access: AccessSettingsProps;
  commands: Commands;
  loadFacts: () => Promise<ConnectionFacts>;
  /** Opens the page that says what is sent, and asks for the consent. */
  onReadConsent: () => void;
};

export function Options({ initial, stores, onReadConsent, ...deps }: OptionsProps) {
  const section = useSection();
  const managed = useLive(stores.managed, initial.managed);
  const connection = useLive(stores.connections, initial.connection);
  const consent = useLive(stores.consents, initial.consent);
  const prefs = usePreferences(stores.preferences, initial.preferences);
  const { locked } = managed;
  const ofPreferences = { prefs, locked };
  // Written anew where the administrator's word on it changes: what was typed is of no use then.
  const connectionKey = `${locked.has('server') ? connection.server : ''} ${locked.has('token')}`;
  return (
    <div class="settings">
      <header>
        <Mark size={28} />
        <h1>{i18n.t('options.title')}</h1>
      </header>
      <SettingsNav current={section} />
      <main>
        <ManagedNotes {...managed} />
        {consent === undefined ? <ConsentNeeded onRead={onReadConsent} /> : null}
        <SectionPanel name="connection" current={section}>
          <ConnectionSettings
            key={connectionKey}
            form={deps.connectionForm}
            initial={connection}
            locked={locked}
          />
        </SectionPanel>
        <GuardSections
          form={deps.guardForm}
          initial={initial.guard}
          locked={locked}
          section={section}
          loadFacts={deps.loadFacts}
        />
        <SectionPanel name="privacy" current={section}>
          <LazySection
            load={async () => (await import('./privacy-settings.tsx')).PrivacySettings}
            of={{
              ...ofPreferences,
              consent,
              onRead: onReadConsent,
              onWithdraw: stores.consents.withdraw,
              access: deps.access,
            }}
          />
        </SectionPanel>
        <SectionPanel name="notifications" current={section}>
          <LazySection
            load={async () => (await import('./notification-settings.tsx')).NotificationSettings}
            of={ofPreferences}
          />
        </SectionPanel>
        <SectionPanel name="appearance" current={section}>
          <LazySection
            load={async () => (await import('./appearance-settings.tsx')).AppearanceSettings}
            of={ofPreferences}
          />
        </SectionPanel>
        <SectionPanel name="shortcuts" current={section}>
          <LazySection
            load={async () => (await import('./shortcut-settings.tsx')).ShortcutSettings}
            of={{ commands: deps.commands }}
          />
        </SectionPanel>
        <SectionPanel name="data" current={section}>
          <LazySection
            load={async () => (await import('./data-settings.tsx')).DataSettings}
            of={{ ...ofPreferences, stores }}
          />
        </SectionPanel>
      </main>
    </div>
  );
}
