import { i18n } from '#i18n';
import { Glyph } from '../../components/glyph.tsx';
import { NotHeld } from '../../components/not-held.tsx';
import { isHolding } from '../../lib/core/guard-policy.ts';
import { unreadableWords } from '../../lib/i18n/policy-words.ts';
import { ApplyLine } from './apply-line.tsx';
import { GuardChoices } from './guard-choices.tsx';
import { toPolicy } from './guard-draft.ts';
import type { GuardForm, GuardState } from './guard-form.ts';
import { useGuardDraft } from './use-guard-draft.ts';
import { useUnapplied } from './use-unapplied.ts';

export type GuardSettingsProps = { form: GuardForm; initial: GuardState };

/** What is done with downloads. Nothing holds before it is applied, so that moving through the modes does nothing. */
export function GuardSettings({ form, initial }: GuardSettingsProps) {
  const { stored, draft, isChanged, outcome, change, apply, allowHolding } = useGuardDraft(form, initial);
  useUnapplied(isChanged);
  const { policy, mayHold, unreadable } = stored;
  return (
    <section class="panel guard" aria-label={i18n.t('guard.heading')}>
      <h2>{i18n.t('guard.heading')}</h2>
      {isHolding(policy) && !mayHold ? <NotHeld policy={policy} onAllow={allowHolding} /> : null}
      {unreadable.length === 0 ? null : (
        <p class="outcome tone suspicious">
          <Glyph name="suspicious" />
          <span>{unreadableWords(unreadable)}</span>
        </p>
      )}
      <GuardChoices draft={draft} onChange={change} />
      <ApplyLine
        isChanged={isChanged}
        canApply={toPolicy(draft) !== undefined && (isChanged || unreadable.length > 0)}
        outcome={outcome}
        onApply={() => apply()}
      />
    </section>
  );
}
