import { useId } from 'preact/hooks';
import { i18n } from '#i18n';
import {
  parseTimeLimit,
  TIME_UNITS,
  type TimeLimitInput,
  type TimeUnit,
} from '../../lib/core/scan-time-limit.ts';
import { limitProblemWords } from '../../lib/i18n/policy-words.ts';
import { LockNote } from './lock-note.tsx';

export type TimeLimitFieldProps = {
  input: TimeLimitInput;
  /** The administrator has chosen. */
  isLocked: boolean;
  onChange: (input: TimeLimitInput) => void;
};

const UNITS = Object.keys(TIME_UNITS).filter((unit): unit is TimeUnit => unit in TIME_UNITS);

/** How long a verdict is waited for, in seconds or minutes. */
export function TimeLimitField({ input, isLocked, onChange }: TimeLimitFieldProps) {
  const id = useId();
  const parsed = parseTimeLimit(input);
  return (
    <div class="labelled">
      <label class="label" for={`${id}-value`}>
        {i18n.t('guard.limit')}
      </label>
      <span class="joined">
        <input
          id={`${id}-value`}
          class="field short"
          type="text"
          inputMode="decimal"
          autocomplete="off"
          value={input.value}
          disabled={isLocked}
          aria-invalid={!parsed.ok}
          aria-describedby={`${id}-error ${id}-hint ${id}-lock`}
          onInput={(event) => onChange({ ...input, value: event.currentTarget.value })}
        />
        <select
          class="field"
          aria-label={i18n.t('guard.unit')}
          disabled={isLocked}
          value={input.unit}
          onChange={({ currentTarget }) => {
            const unit = UNITS.find((name) => name === currentTarget.value);
            if (unit !== undefined) onChange({ ...input, unit });
          }}
        >
          {UNITS.map((unit) => (
            <option key={unit} value={unit}>
              {i18n.t(`guard.${unit}`)}
            </option>
          ))}
        </select>
      </span>
      <span id={`${id}-error`} class="fault" aria-live="polite">
        {parsed.ok ? '' : limitProblemWords(parsed.problem)}
      </span>
      <span id={`${id}-hint`} class="hint">
        {i18n.t('guard.limitText')}
      </span>
      {isLocked ? <LockNote id={`${id}-lock`} /> : null}
    </div>
  );
}
