import { useId } from 'preact/hooks';
import { i18n } from '#i18n';
import { GUARD_MODES, type GuardMode } from '../../lib/core/guard-policy.ts';
import { LockNote } from './lock-note.tsx';

export type ModeChoiceProps = {
  mode: GuardMode;
  /** The administrator has chosen. */
  isLocked: boolean;
  onChange: (mode: GuardMode) => void;
};

/** What is done with downloads: one card each, with a sentence. */
export function ModeChoice({ mode, isLocked, onChange }: ModeChoiceProps) {
  const lockId = useId();
  return (
    <fieldset class="modes" disabled={isLocked} aria-describedby={isLocked ? lockId : undefined}>
      <legend class="label">{i18n.t('guard.mode')}</legend>
      {isLocked ? <LockNote id={lockId} /> : null}
      {GUARD_MODES.map((choice) => (
        <label key={choice} class="choice mode">
          <input
            type="radio"
            name="mode"
            value={choice}
            checked={mode === choice}
            onChange={() => onChange(choice)}
          />
          <span>
            <b>{i18n.t(`guard.${choice}`)}</b>
            <span class="hint">{i18n.t(`guard.${choice}Text`)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
