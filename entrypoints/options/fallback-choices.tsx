import { i18n } from '#i18n';
import { FALLBACKS, type GuardPolicy } from '../../lib/core/guard-policy.ts';

const CASES = ['onUnfinished', 'onTooLarge', 'onEncrypted', 'onSuspicious'] as const;

export type FallbackChoicesProps = {
  policy: GuardPolicy;
  onChange: (part: Partial<GuardPolicy>) => void;
};

/** What is done with files of which nothing certain is known, a line for each case. */
export function FallbackChoices({ policy, onChange }: FallbackChoicesProps) {
  return (
    <fieldset class="fallbacks">
      <legend class="label">{i18n.t('guard.fallbacks')}</legend>
      {CASES.map((name) => (
        <label key={name} class="fallback">
          <span>{i18n.t(`guard.${name}`)}</span>
          <select
            class="field"
            value={policy[name]}
            onChange={({ currentTarget }) => {
              const choice = FALLBACKS.find((fallback) => fallback === currentTarget.value);
              if (choice !== undefined) onChange({ [name]: choice });
            }}
          >
            {FALLBACKS.map((fallback) => (
              <option key={fallback} value={fallback}>
                {i18n.t(`guard.${fallback}`)}
              </option>
            ))}
          </select>
        </label>
      ))}
    </fieldset>
  );
}
