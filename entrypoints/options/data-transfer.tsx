import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { ImportButton } from '../../components/import-button.tsx';
import type { DataTools } from './create-data-tools.ts';
import { WipeDialog } from './wipe-dialog.tsx';

/** Kept in `sessionStorage` over the page's new start. */
const WIPED = 'wiped';

/** Everything that Sluice keeps: saved as a file, brought in from one, or deleted. */
export function DataTransfer({ tools }: { tools: DataTools }) {
  const [news, setNews] = useState('');
  const [fault, setFault] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [isAsking, setAsking] = useState(false);
  useEffect(() => {
    // Now rather than with the first drawing: what stands in a live region from its beginning is not read out.
    if (sessionStorage.getItem(WIPED) !== null) setNews(i18n.t('data.wiped'));
    sessionStorage.removeItem(WIPED);
  }, []);

  async function run(task: () => Promise<string>, failure: string): Promise<void> {
    setBusy(true);
    setNews('');
    setFault('');
    await task().then(setNews, () => {
      setNews('');
      setFault(failure);
    });
    setBusy(false);
  }
  const exportAll = async () => {
    await tools.exportAll();
    return i18n.t('transfer.exported');
  };
  const wipe = async () => {
    await tools.wipe();
    sessionStorage.setItem(WIPED, 'yes');
    // Whatever was typed or shown here is of what is no more.
    location.reload();
    return '';
  };

  return (
    <>
      <div class="panel">
        <h2>{i18n.t('data.moveHeading')}</h2>
        <p class="intro">{i18n.t('data.moveText')}</p>
        <div class="buttons">
          <button
            type="button"
            class="button plain"
            disabled={isBusy}
            onClick={() => void run(exportAll, i18n.t('transfer.exportFailed'))}
          >
            {i18n.t('data.export')}
          </button>
          <ImportButton
            isBusy={isBusy}
            onFile={(file) => void run(() => tools.importAll(file, setNews), i18n.t('data.importFailed'))}
          />
        </div>
        <p role="status">{news}</p>
      </div>
      <div class="panel">
        <h2>{i18n.t('data.wipeHeading')}</h2>
        <p class="intro">{i18n.t('data.wipeText')}</p>
        <div class="buttons">
          <button type="button" class="button danger" disabled={isBusy} onClick={() => setAsking(true)}>
            {i18n.t('data.wipe')}
          </button>
        </div>
      </div>
      {fault === '' ? null : (
        <p class="outcome tone malicious" role="alert">
          {fault}
        </p>
      )}
      {isAsking ? (
        <WipeDialog
          onWipe={() => void run(wipe, i18n.t('data.wipeFailed'))}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  );
}
