import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Mark } from '../../components/mark.tsx';
import { toPersonsConsent } from '../../lib/core/consent.ts';
import type { ConsentStore } from '../../lib/storage/consent-store.ts';
import { ConsentStep } from './consent-step.tsx';

export type WelcomeProps = {
  consents: ConsentStore;
  /** Whether the consent was there when the page was opened. */
  isGiven: boolean;
};

/** The first page that a person sees. */
export function Welcome({ consents, isGiven: wasGiven }: WelcomeProps) {
  const [isGiven, setGiven] = useState(wasGiven);
  useEffect(
    () => consents.subscribe(() => void consents.load().then((consent) => setGiven(consent !== undefined))),
    [consents],
  );
  return (
    <main>
      <header>
        <Mark size={28} />
        <h1>{i18n.t('welcome.title')}</h1>
      </header>
      <ConsentStep
        isGiven={isGiven}
        onGive={() => void consents.give(toPersonsConsent(Date.now()))}
        onWithdraw={() => void consents.withdraw()}
      />
    </main>
  );
}
