import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Mark } from '../../components/mark.tsx';
import { EVERYTHING, type HistoryQuery } from '../../lib/core/history-query.ts';
import { NOTHING_SELECTED, selectRow } from '../../lib/core/history-selection.ts';
import type { ScanChanges } from '../../lib/storage/scan-changes.ts';
import type { RemoveScans } from '../../lib/storage/scan-remover.ts';
import { countLine } from './count-line.ts';
import { DeleteDialog } from './delete-dialog.tsx';
import type { DetailsDeps } from './details-deps.ts';
import type { ExportFormat } from './export-history.ts';
import { FilterBar } from './filter-bar.tsx';
import { HistoryGrid } from './history-grid.tsx';
import type { HistoryModel } from './history-model.ts';
import { NoRows } from './no-rows.tsx';
import { SearchField } from './search-field.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { TransferButtons } from './transfer-buttons.tsx';
import { useHistory } from './use-history.ts';
import { useLazy } from './use-lazy.ts';
import { useScanInAddress } from './use-scan-in-address.ts';

export type HistoryProps = {
  model: HistoryModel;
  removeScans: RemoveScans;
  changes: ScanChanges;
  details: DetailsDeps;
};

/** The history: the search, the filters, and the list. */
export function History({ model, removeScans, changes, details }: HistoryProps) {
  const state = useHistory(model);
  const [openId, openScan] = useScanInAddress();
  /** Who opened the details by keyboard, or by a link, goes on there. */
  const [isFollowed, setFollowed] = useState(true);
  const [hasChart, setChart] = useState(false);
  const lazy = {
    details: useLazy(openId !== undefined, async () => (await import('./details.tsx')).Details),
    chart: useLazy(hasChart, async () => (await import('./verdict-chart.tsx')).VerdictChart),
  };
  const [selection, setSelection] = useState(NOTHING_SELECTED);
  const [isAsking, setAsking] = useState(false);
  const [news, setNews] = useState('');
  const [isBusy, setBusy] = useState(false);
  const { shown, query, sort } = state;
  // What is no longer shown must not be deleted with the rest.
  const selected = shown.filter(({ id }) => selection.ids.has(id)).map(({ id }) => id);

  function search(part: Partial<HistoryQuery>): void {
    // What is no longer seen must not be deleted with the rest.
    setSelection(NOTHING_SELECTED);
    setNews('');
    model.search(part);
  }

  async function remove(): Promise<void> {
    setNews(i18n.t('history.deleting'));
    const last = Math.max(...selected.map((id) => shown.findIndex((row) => row.id === id)));
    const next = shown.slice(last + 1).find(({ id }) => !selection.ids.has(id)) ?? shown[0];
    try {
      const removed = await removeScans(selected);
      setSelection({ ...NOTHING_SELECTED, active: next?.id });
      setNews(i18n.t('history.deleted', removed.length));
    } catch {
      setNews(i18n.t('history.deleteFailed'));
    }
  }

  async function transfer(words: string, failure: string, task: () => Promise<string>): Promise<void> {
    setBusy(true);
    setNews(words);
    setNews(await task().catch(() => failure));
    setBusy(false);
  }

  /** What is chosen, else what is shown. */
  const save = (format: ExportFormat) =>
    transfer(i18n.t('transfer.exporting'), i18n.t('transfer.exportFailed'), async () => {
      const { saveHistory } = await import('./transfer.ts');
      const chosen = shown.filter(({ id }) => selection.ids.has(id));
      await saveHistory(chosen.length > 0 ? chosen : shown, format);
      return i18n.t('transfer.exported');
    });
  const load = (file: File) =>
    transfer('', i18n.t('transfer.importFailed'), async () => {
      const { loadHistory } = await import('./transfer.ts');
      return loadHistory(file, changes, setNews);
    });

  function close(): void {
    openScan(undefined);
    document.querySelector<HTMLElement>('[role="row"][tabindex="0"]')?.focus();
  }

  const page = (
    <main>
      <header>
        <Mark size={28} />
        <h1>{i18n.t('history.title')}</h1>
        <SearchField value={query.text} onSearch={(text) => search({ text })} />
        <button
          type="button"
          class="button plain"
          aria-expanded={hasChart}
          onClick={() => setChart(!hasChart)}
        >
          {i18n.t('chart.show')}
        </button>
        <TransferButtons
          canExport={shown.length > 0}
          isBusy={isBusy}
          onExport={(format) => void save(format)}
          onImport={(file) => void load(file)}
        />
        <button type="button" class="button plain" onClick={() => void details.openSettings()}>
          {i18n.t('popup.settings')}
        </button>
      </header>
      <FilterBar query={query} onSearch={search} />
      {lazy.chart !== undefined && hasChart ? <lazy.chart rows={shown} /> : null}
      <SelectionBar
        count={selected.length}
        line={countLine(state)}
        news={news}
        onDelete={() => setAsking(true)}
        onUnselect={() => setSelection(NOTHING_SELECTED)}
      />
      {shown.length === 0 ? (
        <NoRows state={state} onClear={() => search(EVERYTHING)} />
      ) : (
        <HistoryGrid
          shown={shown}
          sort={sort}
          selection={selection}
          onSort={model.sort}
          onSelect={(index, how) =>
            setSelection((current) =>
              selectRow(
                current,
                shown.map(({ id }) => id),
                index,
                how,
              ),
            )
          }
          onSelectAll={() => setSelection({ ...selection, ids: new Set(shown.map(({ id }) => id)) })}
          onUnselect={() => setSelection({ ...selection, ids: new Set() })}
          onOpen={(id, isByKey) => {
            setFollowed(isByKey);
            openScan(id);
          }}
          onDelete={() => setAsking(selected.length > 0)}
        />
      )}
      {isAsking ? (
        <DeleteDialog
          count={selected.length}
          onDelete={() => void remove()}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </main>
  );
  return (
    <div class="page">
      {page}
      {openId === undefined || lazy.details === undefined ? null : (
        <lazy.details
          {...details}
          key={openId}
          id={openId}
          takesFocus={isFollowed}
          onClose={close}
          onOpen={openScan}
        />
      )}
    </div>
  );
}
