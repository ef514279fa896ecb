import { i18n } from '#i18n';
import type { ConnectionFacts } from '../../lib/core/decide-download.ts';
import type { ManagedKey } from '../../lib/core/managed-policy.ts';
import { AddressTester } from './address-tester.tsx';
import { ApplyLine } from './apply-line.tsx';
import { RuleList } from './rule-list.tsx';
import type { UseGuardDraft } from './use-guard-draft.ts';

export type ListSettingsProps = {
  guard: UseGuardDraft;
  locked: ReadonlySet<ManagedKey>;
  loadFacts: () => Promise<ConnectionFacts>;
};

/** What is never scanned and what is always refused, and a place to try them. */
export function ListSettings({ guard, locked, loadFacts }: ListSettingsProps) {
  const { policy } = guard.draft;
  return (
    <>
      <div class="panel">
        <h2>{i18n.t('settings.lists')}</h2>
        {policy.mode === 'off' ? <p class="hint">{i18n.t('settings.listsOff')}</p> : null}
        {(['allow', 'block'] as const).map((list) => (
          <RuleList
            key={list}
            title={i18n.t(`rules.${list}`)}
            text={i18n.t(`rules.${list}Text`)}
            rules={policy[list]}
            isLocked={locked.has(list)}
            onChange={(rules) => guard.change({ policy: { ...policy, [list]: rules } })}
          />
        ))}
        <ApplyLine {...guard} onApply={() => guard.apply()} />
      </div>
      <AddressTester policy={policy} loadFacts={loadFacts} />
    </>
  );
}
