import { i18n } from '#i18n';

const FACTS = ['links', 'files', 'where', 'stays'] as const;

export type ConsentStepProps = {
  isGiven: boolean;
  onGive: () => void;
  onWithdraw: () => void;
  onGoOn: () => void;
};

/** What Sluice sends and where, and the person's word on it. */
export function ConsentStep({ isGiven, onGive, onWithdraw, onGoOn }: ConsentStepProps) {
  return (
    <>
      <p class="intro">{i18n.t('consent.intro')}</p>
      <dl class="facts">
        {FACTS.map((fact) => (
          <div key={fact}>
            <dt>{i18n.t(`consent.${fact}Title`)}</dt>
            <dd>{i18n.t(`consent.${fact}`)}</dd>
          </div>
        ))}
      </dl>
      <p class="hint">{i18n.t(isGiven ? 'consent.given' : 'consent.notGiven')}</p>
      <p class="buttons">
        {isGiven ? (
          <>
            <button type="button" class="button" onClick={onGoOn}>
              {i18n.t('welcome.goOn')}
            </button>
            <button type="button" class="button plain" onClick={onWithdraw}>
              {i18n.t('consent.withdraw')}
            </button>
          </>
        ) : (
          <button type="button" class="button" onClick={onGive}>
            {i18n.t('consent.give')}
          </button>
        )}
      </p>
    </>
  );
}
