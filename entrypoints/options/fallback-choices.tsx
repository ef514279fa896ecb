import { useId } from 'preact/hooks';
import { i18n } from '#i18n';
import { FALLBACKS, type GuardPolicy } from '../../lib/core/guard-policy.ts';
import type { ManagedKey } from '../../lib/core/managed-policy.ts';
import { LockNote } from './lock-note.tsx';

const CASES = ['onUnfinished', 'onTooLarge', 'onEncrypted', 'onSuspicious'] as const;

export type FallbackChoicesProps = {
  policy: GuardPolicy;
  locked: ReadonlySet<ManagedKey>;
  onChange: (part: Partial<GuardPolicy>) => void;
};

/** What is done with files of which nothing certain is known, a line for each case. */
export function FallbackChoices({ policy, locked, onChange }: FallbackChoicesProps) {
  const id = useId();
  return (
    <fieldset class="fallbacks">
      <legend class="label">{i18n.t('guard.fallbacks')}</legend>
      {CASES.map((name) => (
        <div key={name} class="fallback">
          <span>
            <label for={`${id}-${name}`}>{i18n.t(`guard.${name}`)}</label>
            {locked.has(name) ? <LockNote id={`${id}-${name}-lock`} /> : null}
          </span>
          <select
            id={`${id}-${name}`}
            class="field"
            value={policy[name]}
            disabled={locked.has(name)}
            aria-describedby={locked.has(name) ? `${id}-${name}-lock` : undefined}
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
        </div>
      ))}
    </fieldset>
  );
}
