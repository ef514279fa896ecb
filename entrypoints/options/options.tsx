import { i18n } from '#i18n';
import { Mark } from '../../components/mark.tsx';
import type { Connection } from '../../lib/core/connection.ts';
import { AccessSettings, type AccessSettingsProps } from './access-settings.tsx';
import type { ConnectionForm } from './connection-form.ts';
import { ConnectionSettings } from './connection-settings.tsx';
import { ConsentLine, type ConsentLineProps } from './consent-line.tsx';
import type { GuardForm, GuardState } from './guard-form.ts';
import { GuardSettings } from './guard-settings.tsx';

export type OptionsProps = {
  form: ConnectionForm;
  initial: Connection;
  consent: ConsentLineProps;
  /** `initial` is missing where it could not be read. */
  guard: { form: GuardForm; initial: GuardState | undefined };
  access: AccessSettingsProps;
};

export function Options({ form, initial, consent, guard, access }: OptionsProps) {
  return (
    <main>
      <header>
        <Mark size={28} />
        <h1>{i18n.t('options.title')}</h1>
      </header>
      <ConsentLine {...consent} />
      <ConnectionSettings form={form} initial={initial} />
      {guard.initial === undefined ? (
        <p class="outcome tone malicious">{i18n.t('guard.loadFailed')}</p>
      ) : (
        <GuardSettings form={guard.form} initial={guard.initial} />
      )}
      <AccessSettings {...access} />
    </main>
  );
}
