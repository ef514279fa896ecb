import type { JSX } from 'preact';
import { i18n } from '#i18n';
import type { GuardedActions } from '../../components/guarded.ts';
import type { Scan } from '../../lib/core/scan.ts';
import type { PopupEntry } from './popup-entries.ts';
import type { PopupState } from './popup-model.ts';
import { PopupRow } from './popup-row.tsx';
import type { MenuActions } from './to-menu-items.ts';

export type EntryActions = GuardedActions &
  MenuActions & {
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
  const places = toPlaces(state);
  const row = (entry: PopupEntry) => (
    <PopupRow
      key={entry.id}
      entry={entry}
      now={now}
      sent={uploads.get(entry.id)}
      place={places.get(entry.id)}
      {...actions}
    />
  );
  return (
    <>
      <Section title={i18n.t('popup.questions')} count={questionCount} rows={questions.map(row)} />
      <Section title={i18n.t('popup.now')} count={activeCount} rows={active.map(row)} />
      <Section title={i18n.t('popup.recent')} count={atRest.length} rows={atRest.map(row)} />
    </>
  );
}

/** Which one of those that wait their turn each is, from 1, by the scan's id: the oldest goes first. */
function toPlaces({ active }: PopupState): ReadonlyMap<string, number> {
  const queued = active.flatMap(({ scan }) => (scan?.state === 'queued' ? [scan] : []));
  const inOrder = queued.toSorted((one, other) => one.createdAt - other.createdAt);
  return new Map(inOrder.map(({ id }, index) => [id, index + 1]));
}

type SectionProps = { title: string; count: number; rows: JSX.Element[] };

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
