import { i18n } from '#i18n';
import type { ConnectionFacts } from '../../lib/core/decide-download.ts';
import type { ManagedKey } from '../../lib/core/managed-policy.ts';
import type { GuardForm, GuardState } from './guard-form.ts';
import { GuardSettings } from './guard-settings.tsx';
import { LazySection } from './lazy-section.tsx';
import { SectionPanel } from './section-panel.tsx';
import type { SectionName } from './sections.ts';
import { useGuardDraft } from './use-guard-draft.ts';
import { useUnapplied } from './use-unapplied.ts';

export type GuardSectionsProps = {
  form: GuardForm;
  /** undefined where it could not be read. */
  initial: GuardState | undefined;
  locked: ReadonlySet<ManagedKey>;
  section: SectionName;
  loadFacts: () => Promise<ConnectionFacts>;
};

/** The parts that one policy is written in: downloads, and the two lists. */
export function GuardSections({ initial, ...props }: GuardSectionsProps) {
  if (initial !== undefined) return <ReadGuardSections {...props} initial={initial} />;
  return (['downloads', 'lists'] as const).map((name) => (
    <SectionPanel key={name} name={name} current={props.section}>
      <p class="outcome tone malicious">{i18n.t('guard.loadFailed')}</p>
    </SectionPanel>
  ));
}

type ReadGuardSectionsProps = Omit<GuardSectionsProps, 'initial'> & { initial: GuardState };

function ReadGuardSections({ form, initial, locked, section, loadFacts }: ReadGuardSectionsProps) {
  const guard = useGuardDraft(form, initial);
  useUnapplied(guard.isChanged);
  return (
    <>
      <SectionPanel name="downloads" current={section}>
        <GuardSettings guard={guard} locked={locked} />
      </SectionPanel>
      <SectionPanel name="lists" current={section}>
        <LazySection
          load={async () => (await import('./list-settings.tsx')).ListSettings}
          of={{ guard, locked, loadFacts }}
        />
      </SectionPanel>
    </>
  );
}
