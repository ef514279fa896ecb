import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Mark } from '../../components/mark.tsx';
import { toPersonsConsent } from '../../lib/core/consent.ts';
import { serverName } from '../../lib/i18n/server-name.ts';
import { ConnectionSettings, type ConnectionSettingsProps } from '../options/connection-settings.tsx';
import { ConsentStep } from './consent-step.tsx';
import { PermissionStep, type WelcomePermissions } from './permission-step.tsx';
import { SampleStep, type SampleStepProps } from './sample-step.tsx';
import { Step } from './step.tsx';
import { useWelcome, type WelcomeFacts, type WelcomeStores } from './use-welcome.ts';

export type WelcomeProps = SampleStepProps & {
  stores: WelcomeStores;
  initial: WelcomeFacts;
  connectionSettings: ConnectionSettingsProps;
  permissions: WelcomePermissions;
};

/** The first page that a person sees: what is sent, to whom, what Sluice may do, and a first scan. */
export function Welcome({ stores, initial, connectionSettings, permissions, ...sample }: WelcomeProps) {
  const { hasConsent, server, wantsHold } = useWelcome(stores, initial);
  const [current, setCurrent] = useState(() => firstStep(initial));
  // Nothing that follows makes sense without it, wherever it was taken back.
  const open = hasConsent ? current : 1;
  const at = (number: number) => ({ number, current: open, onOpen: () => setCurrent(number) });
  const connected =
    server === null ? i18n.t('welcome.notConnected') : i18n.t('welcome.connected', [serverName(server)]);
  return (
    <main>
      <header>
        <Mark size={40} />
        <h1>{i18n.t('welcome.title')}</h1>
        <p class="intro">{i18n.t('welcome.intro')}</p>
      </header>
      <ol class="steps">
        <Step {...at(1)} title={i18n.t('consent.title')} summary={i18n.t('welcome.agreed')}>
          <ConsentStep
            isGiven={hasConsent}
            onGive={() => void stores.consents.give(toPersonsConsent(Date.now())).then(() => setCurrent(2))}
            onWithdraw={() => void stores.consents.withdraw()}
            onGoOn={() => setCurrent(2)}
          />
        </Step>
        <Step {...at(2)} title={i18n.t('welcome.connect')} summary={connected} isSkipped={server === null}>
          <p class="intro">{i18n.t('welcome.connectIntro')}</p>
          <ConnectionSettings {...connectionSettings} />
          <p class="buttons">
            <button
              type="button"
              class={`button ${server === null ? 'plain' : ''}`}
              onClick={() => setCurrent(3)}
            >
              {i18n.t(server === null ? 'welcome.later' : 'welcome.goOn')}
            </button>
          </p>
        </Step>
        <Step {...at(3)} title={i18n.t('welcome.permissions')} summary={i18n.t('welcome.permissionsDone')}>
          <PermissionStep permissions={permissions} wantsHold={wantsHold} onGoOn={() => setCurrent(4)} />
        </Step>
        <Step {...at(4)} title={i18n.t('welcome.try')} summary="">
          <SampleStep {...sample} />
        </Step>
      </ol>
    </main>
  );
}

function firstStep({ hasConsent, server }: WelcomeFacts): number {
  if (!hasConsent) return 1;
  return server === null ? 2 : 3;
}
