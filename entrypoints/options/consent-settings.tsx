import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Consent } from '../../lib/core/consent.ts';
import { dateWords } from '../../lib/i18n/date-words.ts';
import { LockNote } from './lock-note.tsx';

export type ConsentSettingsProps = {
  consent: Consent | undefined;
  isLocked: boolean;
  onRead: () => void;
  onWithdraw: () => Promise<void>;
};

/** Whether anything may be sent, since when, and the way to take that back. */
export function ConsentSettings({ consent, isLocked, onRead, onWithdraw }: ConsentSettingsProps) {
  const [hasFailed, setFailed] = useState(false);
  if (consent === undefined)
    return (
      <div class="consent">
        <p>{i18n.t('consent.notGiven')}</p>
        <button type="button" class="button" onClick={onRead}>
          {i18n.t('consent.read')}
        </button>
      </div>
    );
  if (isLocked || consent.by === 'administrator')
    return (
      <div class="consent">
        <p>{i18n.t('settings.consentManaged')}</p>
        <LockNote id="consent-lock" />
      </div>
    );
  return (
    <div class="consent">
      <p>{i18n.t('settings.consentSince', [dateWords(consent.givenAt)])}</p>
      <button
        type="button"
        class="button plain"
        onClick={() =>
          void onWithdraw().then(
            () => setFailed(false),
            () => setFailed(true),
          )
        }
      >
        {i18n.t('settings.withdrawConsent')}
      </button>
      <p class="hint">{i18n.t('settings.withdrawText')}</p>
      <p class="fault" role="status">
        {hasFailed ? i18n.t('guard.applyFailed') : ''}
      </p>
    </div>
  );
}
