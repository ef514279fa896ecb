import { i18n } from '#i18n';
import { Glyph } from '../../components/glyph.tsx';
import { NotHeld } from '../../components/not-held.tsx';
import { isHolding } from '../../lib/core/guard-policy.ts';
import type { ManagedKey } from '../../lib/core/managed-policy.ts';
import { unreadableWords } from '../../lib/i18n/policy-words.ts';
import { ApplyLine } from './apply-line.tsx';
import { GuardChoices } from './guard-choices.tsx';
import type { UseGuardDraft } from './use-guard-draft.ts';

export type GuardSettingsProps = { guard: UseGuardDraft; locked: ReadonlySet<ManagedKey> };

/** What is done with downloads. Nothing holds before it is applied, so that moving through the modes does nothing. */
export function GuardSettings({ guard, locked }: GuardSettingsProps) {
  const { stored, draft, change, apply, allowHolding } = guard;
  const { policy, mayHold, unreadable } = stored;
  return (
    <div class="panel guard">
      <h2>{i18n.t('guard.heading')}</h2>
      {isHolding(policy) && !mayHold ? <NotHeld policy={policy} onAllow={allowHolding} /> : null}
      {unreadable.length === 0 ? null : (
        <p class="outcome tone suspicious">
          <Glyph name="suspicious" />
          <span>{unreadableWords(unreadable)}</span>
        </p>
      )}
      <GuardChoices draft={draft} locked={locked} onChange={change} />
      <ApplyLine {...guard} onApply={() => apply()} />
    </div>
  );
}
