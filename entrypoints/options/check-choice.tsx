import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

export type CheckChoiceProps = {
  label: string;
  checked: boolean;
  onChange: (isChecked: boolean) => void;
  /** What it does, and what else comes with it. */
  children: ComponentChildren;
};

/** A box to check, with what it means below. */
export function CheckChoice({ label, checked, onChange, children }: CheckChoiceProps) {
  const hintId = useId();
  return (
    <div class="choice">
      <input
        id={`${hintId}-box`}
        type="checkbox"
        checked={checked}
        aria-describedby={hintId}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>
        <label for={`${hintId}-box`} class="label">
          {label}
        </label>
        <span id={hintId} class="hint">
          {children}
        </span>
      </span>
    </div>
  );
}
