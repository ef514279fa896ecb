import { useId } from 'preact/hooks';

export type TextFieldProps = {
  label: string;
  hint: string | undefined;
  value: string;
  isInvalid: boolean;
  /** The element that says what is wrong. */
  errorId: string;
  onInput: (text: string) => void;
};

/** A field for a line of text, with what to write in it below. */
export function TextField({ label, hint, value, isInvalid, errorId, onInput }: TextFieldProps) {
  const id = useId();
  return (
    <div class="labelled">
      <label class="label" for={id}>
        {label}
      </label>
      <input
        id={id}
        class="field"
        type="text"
        autocomplete="off"
        spellcheck={false}
        dir="auto"
        value={value}
        aria-invalid={isInvalid}
        aria-describedby={`${errorId} ${id}-hint`}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      <span id={`${id}-hint`} class="hint">
        {hint ?? ''}
      </span>
    </div>
  );
}
