import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { LockNote } from './lock-note.tsx';

export type CheckChoiceProps = {
  label: string;
  checked: boolean;
  /** The administrator has chosen. */
  isLocked?: boolean;
  onChange: (isChecked: boolean) => void;
  /** What it does, and what else comes with it. */
  children: ComponentChildren;
};

/** A box to check, with what it means below. */
export function CheckChoice({ label, checked, isLocked = false, onChange, children }: CheckChoiceProps) {
  const id = useId();
  return (
    <div class="choice">
      <input
        id={`${id}-box`}
        type="checkbox"
        checked={checked}
        disabled={isLocked}
        aria-describedby={isLocked ? `${id}-lock ${id}` : id}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>
        <label for={`${id}-box`} class="label">
          {label}
        </label>
        <span id={id} class="hint">
          {children}
        </span>
        {isLocked ? <LockNote id={`${id}-lock`} /> : null}
      </span>
    </div>
  );
}
