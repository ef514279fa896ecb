import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Mark } from '../../components/mark.tsx';
import { ScanRow } from '../../components/scan-row.tsx';
import { StatusChip } from '../../components/status-chip.tsx';
import type { Scan } from '../../lib/core/scan.ts';
import type { sendMessage } from '../../lib/platform/messages.ts';
import type { Pages } from '../../lib/platform/pages.ts';
import { EmptyState } from './empty-state.tsx';
import { PasteForm } from './paste-form.tsx';
import type { PopupModel } from './popup-model.ts';
import { useNow } from './use-now.ts';

export type PopupProps = {
  model: PopupModel;
  send: typeof sendMessage;
  pages: Pages;
  /** Keeps a file's bytes and has it scanned. */
  scanFile: (file: File) => Promise<unknown>;
};

export function Popup({ model, send, pages, scanFile }: PopupProps) {
  const [state, setState] = useState(model.current());
  const now = useNow(state.active.length > 0 ? 1_000 : 15_000);
  useEffect(() => model.subscribe(() => setState(model.current())), [model]);

  const [hasFailed, setFailed] = useState(false);
  /** Does what a button asks for; where that fails, the popup says so. */
  const act = (task: Promise<unknown>) =>
    void task.then(
      () => setFailed(false),
      () => setFailed(true),
    );

  const openSettings = () => act(pages.openOptions().then(() => window.close()));
  const retry = ({ id }: Scan) => act(send('retry', { id }));
  const row = (scan: Scan) => (
    <ScanRow key={scan.id} scan={scan} now={now} onRetry={retry} onOpenSettings={openSettings} />
  );
  const { connection, active, activeCount, atRest, hasOlder, isBroken } = state;
  const isEmpty = activeCount === 0 && atRest.length === 0;

  return (
    <>
      <header>
        <Mark size={22} />
        <h1>{i18n.t('popup.title')}</h1>
        <StatusChip
          server={connection.server}
          trouble={active.find(({ problem }) => problem !== undefined)?.problem}
        />
      </header>
      <main>
        <PasteForm onScan={(address) => send('scan', { address, source: 'paste' })} onFile={scanFile} />
        {connection.server === null ? <ConnectCard onConnect={openSettings} /> : null}
        {hasFailed ? <p role="alert">{i18n.t('popup.failed')}</p> : null}
        {isBroken ? <p role="alert">{i18n.t('popup.broken')}</p> : null}
        {isEmpty && !isBroken ? <EmptyState /> : null}
        <ScanSection title={i18n.t('popup.now')} count={activeCount} rows={active.map(row)} />
        <ScanSection title={i18n.t('popup.recent')} rows={atRest.map(row)} />
        {hasOlder ? (
          <button type="button" class="button quiet older" onClick={() => void model.loadOlder()}>
            {i18n.t('popup.more')}
          </button>
        ) : null}
      </main>
      <footer>
        <span>{i18n.t('popup.observing')}</span>
        <button type="button" class="button quiet" onClick={openSettings}>
          {i18n.t('popup.settings')}
        </button>
      </footer>
    </>
  );
}

type ScanSectionProps = { title: string; count?: number; rows: preact.JSX.Element[] };

function ScanSection({ title, count, rows }: ScanSectionProps) {
  if (rows.length === 0) return null;
  const hidden = (count ?? 0) - rows.length;
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <ul class="rows">{rows}</ul>
      {hidden > 0 ? <p class="hidden-rows">{i18n.t('popup.hidden', hidden)}</p> : null}
    </section>
  );
}

function ConnectCard({ onConnect }: { onConnect: () => void }) {
  return (
    <section class="card" aria-label={i18n.t('popup.connectTitle')}>
      <h2>{i18n.t('popup.connectTitle')}</h2>
      <p>{i18n.t('popup.connectText')}</p>
      <button type="button" class="button" onClick={onConnect}>
        {i18n.t('popup.connect')}
      </button>
    </section>
  );
}
