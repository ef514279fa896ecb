import type { TargetedSubmitEvent } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { ActionButton } from './action-button.tsx';

export type UnlockFormProps = {
  name: string;
  /** The last password did not open it. */
  wasWrong: boolean;
  /** The last password could not be handed over. */
  hasFailed?: boolean;
  isBusy: boolean;
  /** Somebody asked for the field. */
  takesFocus?: boolean;
  onUnlock: (password: string) => void;
  onSkip: () => void;
};

/** Longest password that the background takes, in characters. */
const MAX_LENGTH = 1_000;

/** Asks for the password of a locked file. It is handed on and forgotten: no state of the page ever holds it. */
export function UnlockForm(props: UnlockFormProps) {
  const { name, wasWrong, hasFailed = false, isBusy, takesFocus = false, onUnlock, onSkip } = props;
  const field = useRef<HTMLInputElement>(null);
  const errorId = useId();
  useEffect(() => {
    if (takesFocus) field.current?.focus();
  }, [takesFocus]);

  function submit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const input = field.current;
    if (input === null || input.value === '') return input?.focus();
    onUnlock(input.value);
    input.value = '';
  }

  return (
    <form class="unlock" onSubmit={submit} noValidate>
      <input
        ref={field}
        class="field"
        type="password"
        autocomplete="off"
        spellcheck={false}
        maxLength={MAX_LENGTH}
        placeholder={i18n.t('decision.password')}
        aria-label={i18n.t('decision.passwordOf', [name])}
        aria-invalid={wasWrong}
        aria-describedby={errorId}
      />
      <button type="submit" class="button" disabled={isBusy}>
        {i18n.t('decision.unlock')}
        <span class="visually-hidden"> {name}</span>
      </button>
      <ActionButton label={i18n.t('decision.skip')} about={name} look="plain" onClick={onSkip} />
      <span id={errorId} class="trouble" role="alert">
        {wasWrong ? i18n.t('decision.wrongPassword') : ''}
        {hasFailed ? i18n.t('decision.refused', [name]) : ''}
      </span>
    </form>
  );
}
