import { useEffect, useId, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { LockNote } from './lock-note.tsx';

export type CountFieldProps = {
  label: string;
  hint: string;
  value: number;
  /** The administrator has chosen. */
  isLocked: boolean;
  onChange: (value: number) => void;
};

/** A whole number from 0 on. It holds when the field is left, or with Enter. */
export function CountField({ label, hint, value, isLocked, onChange }: CountFieldProps) {
  const id = useId();
  const [text, setText] = useState(String(value));
  useEffect(() => setText(String(value)), [value]);
  const isWrong = !/^\d{1,9}$/.test(text.trim());
  return (
    <div class="labelled">
      <label class="label" for={`${id}-value`}>
        {label}
      </label>
      <input
        id={`${id}-value`}
        class="field short"
        type="text"
        inputMode="numeric"
        autocomplete="off"
        value={text}
        disabled={isLocked}
        aria-invalid={isWrong}
        aria-describedby={`${id}-error ${id}-hint ${id}-lock`}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
        onChange={() => {
          if (!isWrong) onChange(Number(text.trim()));
        }}
      />
      <span id={`${id}-error`} class="fault" aria-live="polite">
        {isWrong ? i18n.t('settings.notACount') : ''}
      </span>
      <span id={`${id}-hint`} class="hint">
        {hint}
      </span>
      {isLocked ? <LockNote id={`${id}-lock`} /> : null}
    </div>
  );
}
