import type { JSX } from 'preact';
import { i18n } from '#i18n';
import type { GuardedActions } from '../../components/guarded.ts';
import { HoldRow } from '../../components/hold-row.tsx';
import { QuestionRow } from '../../components/question-row.tsx';
import { ScanRow } from '../../components/scan-row.tsx';
import type { Scan } from '../../lib/core/scan.ts';
import type { PopupEntry } from './popup-entries.ts';
import type { PopupState } from './popup-model.ts';

export type EntryActions = GuardedActions & {
  onRetry: (scan: Scan) => void;
  onAllowBytes: (scan: Scan, isAllowed: boolean) => void;
  onOpenSettings: () => void;
};

export type EntryRowsProps = {
  state: PopupState;
  /** Milliseconds since 1970. */
  now: number;
  actions: EntryActions;
};

/** What waits for a person, then what is under way, then the past. */
export function EntryRows({ state, now, actions }: EntryRowsProps) {
  const { questions, questionCount, active, activeCount, atRest, uploads } = state;
  const row = (entry: PopupEntry) => toRow(entry, { now, sent: uploads.get(entry.id), ...actions });
  return (
    <>
      <Section title={i18n.t('popup.questions')} count={questionCount} rows={questions.map(row)} />
      <Section title={i18n.t('popup.now')} count={activeCount} rows={active.map(row)} />
      <Section title={i18n.t('popup.recent')} count={atRest.length} rows={atRest.map(row)} />
    </>
  );
}

type RowFacts = EntryActions & { now: number; sent: ReturnType<PopupState['uploads']['get']> };

function toRow({ id, scan, hold }: PopupEntry, facts: RowFacts): JSX.Element | null {
  if (hold === undefined) return scan === undefined ? null : <ScanRow key={id} scan={scan} {...facts} />;
  const { question } = hold;
  return question === undefined ? (
    <HoldRow key={id} hold={hold} scan={scan} {...facts} />
  ) : (
    <QuestionRow key={id} hold={hold} scan={scan} question={question} {...facts} />
  );
}

type SectionProps = { title: string; count: number; rows: (JSX.Element | null)[] };

function Section({ title, count, rows }: SectionProps) {
  if (rows.length === 0) return null;
  const hidden = count - rows.length;
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <ul class="rows">{rows}</ul>
      {hidden > 0 ? <p class="hidden-rows">{i18n.t('popup.hidden', hidden)}</p> : null}
    </section>
  );
}
