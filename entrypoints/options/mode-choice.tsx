import { i18n } from '#i18n';
import { GUARD_MODES, type GuardMode } from '../../lib/core/guard-policy.ts';

export type ModeChoiceProps = { mode: GuardMode; onChange: (mode: GuardMode) => void };

/** What is done with downloads: one card each, with a sentence. */
export function ModeChoice({ mode, onChange }: ModeChoiceProps) {
  return (
    <fieldset class="modes">
      <legend class="label">{i18n.t('guard.mode')}</legend>
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
