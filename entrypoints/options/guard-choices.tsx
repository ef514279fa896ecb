import { i18n } from '#i18n';
import { withMode } from '../../lib/core/change-policy.ts';
import type { GuardPolicy } from '../../lib/core/guard-policy.ts';
import type { ManagedKey } from '../../lib/core/managed-policy.ts';
import { CheckChoice } from './check-choice.tsx';
import { FallbackChoices } from './fallback-choices.tsx';
import type { GuardDraft } from './guard-draft.ts';
import { ModeChoice } from './mode-choice.tsx';
import { TimeLimitField } from './time-limit-field.tsx';

export type GuardChoicesProps = {
  draft: GuardDraft;
  locked: ReadonlySet<ManagedKey>;
  onChange: (part: Partial<GuardDraft>) => void;
};

/** Everything that can be chosen about downloads; what has no effect in a mode is not shown with it. */
export function GuardChoices({ draft: { policy, limit }, locked, onChange }: GuardChoicesProps) {
  const change = (part: Partial<GuardPolicy>) => onChange({ policy: { ...policy, ...part } });
  const isGuarding = policy.mode === 'warn' || policy.mode === 'block';
  return (
    <>
      <ModeChoice
        mode={policy.mode}
        isLocked={locked.has('mode')}
        onChange={(mode) => change(withMode(policy, mode))}
      />
      {isGuarding ? (
        <>
          <CheckChoice
            label={i18n.t('guard.hold')}
            checked={policy.holdUntilScanned}
            isLocked={locked.has('holdUntilScanned')}
            onChange={(holdUntilScanned) => change({ holdUntilScanned })}
          >
            {i18n.t('guard.holdText')} {i18n.t('guard.holdNames')}
          </CheckChoice>
          <TimeLimitField
            input={limit}
            isLocked={locked.has('scanTimeLimitSeconds')}
            onChange={(written) => onChange({ limit: written })}
          />
          <FallbackChoices policy={policy} locked={locked} onChange={change} />
        </>
      ) : null}
      {policy.mode === 'off' ? null : (
        <CheckChoice
          label={i18n.t('guard.alwaysBytes')}
          checked={policy.alwaysScanBytes}
          isLocked={locked.has('alwaysScanBytes')}
          onChange={(alwaysScanBytes) => change({ alwaysScanBytes })}
        >
          {i18n.t('guard.alwaysBytesText')}
        </CheckChoice>
      )}
    </>
  );
}
