import { useEffect, useRef, useState } from 'preact/hooks';
import type { GuardPolicy } from '../../lib/core/guard-policy.ts';
import { coverDraft, type GuardDraft, isChanged, toDraft, toPolicy } from './guard-draft.ts';
import type { GuardForm, GuardState } from './guard-form.ts';
import { guardOutcomeWords } from './guard-outcome-words.ts';
import type { OutcomeWords } from './outcome-words.ts';

export type UseGuardDraft = {
  stored: GuardState;
  draft: GuardDraft;
  isChanged: boolean;
  /** There is something to apply, and it can be. */
  canApply: boolean;
  outcome: OutcomeWords | undefined;
  change: (part: Partial<GuardDraft>) => void;
  /** Has a policy hold, that of the draft unless told. Called in the handler of a click. */
  apply: (policy?: GuardPolicy) => void;
  allowHolding: () => void;
};

/** What is written on the page, beside what holds; both follow changes from elsewhere. */
export function useGuardDraft(form: GuardForm, initial: GuardState): UseGuardDraft {
  const newest = useRef({ stored: initial, draft: toDraft(initial.policy) });
  const [{ stored, draft }, show] = useState(newest.current);
  const [outcome, setOutcome] = useState<OutcomeWords>();
  const set = (part: Partial<typeof newest.current>) => {
    newest.current = { ...newest.current, ...part };
    show(newest.current);
  };

  /** @param isKept what somebody is writing stays */
  async function reload(isKept: boolean): Promise<void> {
    const current = await form.load();
    const before = newest.current;
    const isWriting = isKept && isChanged(before.draft, before.stored.policy);
    const kept = isWriting ? coverDraft(before.draft, current.covered) : toDraft(current.policy);
    set({ stored: current, draft: kept });
  }
  useEffect(() => form.subscribe(() => void reload(true).catch(() => {})), [form]);

  async function apply(policy: GuardPolicy): Promise<void> {
    setOutcome(undefined);
    const result = await form.apply(policy);
    setOutcome(guardOutcomeWords(result));
    await reload(result.kind === 'failed').catch(() => {});
  }

  const isDraftChanged = isChanged(draft, stored.policy);
  return {
    stored,
    draft,
    isChanged: isDraftChanged,
    canApply: toPolicy(draft) !== undefined && (isDraftChanged || stored.unreadable.length > 0),
    outcome,
    change(part) {
      setOutcome(undefined);
      const { draft: before, stored: held } = newest.current;
      set({ draft: coverDraft({ ...before, ...part }, held.covered) });
    },
    apply(policy = toPolicy(newest.current.draft)) {
      if (policy !== undefined) void apply(policy);
    },
    allowHolding: () => void form.allowHolding().then(() => reload(true).catch(() => {})),
  };
}
