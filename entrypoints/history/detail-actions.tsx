import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { toDefangedAddress } from '../../lib/core/defanged-address.ts';
import type { Scan } from '../../lib/core/scan.ts';
import { isAtRest } from '../../lib/core/scan-machine.ts';
import { reportWords } from '../../lib/i18n/report-words.ts';

export type DetailActionsProps = { scan: Scan; onScanAgain: (scan: Scan) => Promise<void> };

/** What can be done with any scan. */
export function DetailActions({ scan, onScanAgain }: DetailActionsProps) {
  const [news, setNews] = useState('');
  const act = (task: Promise<unknown>, done: string, failed: string) =>
    void task.then(
      () => setNews(done),
      () => setNews(failed),
    );
  const copy = (text: string, done: string) =>
    act(navigator.clipboard.writeText(text), done, i18n.t('details.notCopied'));
  return (
    <div class="deeds">
      {isAtRest(scan.state) ? (
        <button
          type="button"
          class="button plain"
          onClick={() => act(onScanAgain(scan), '', i18n.t('details.notAgain'))}
        >
          {i18n.t('details.again')}
        </button>
      ) : null}
      {scan.url === '' ? null : (
        <button
          type="button"
          class="button plain"
          onClick={() => copy(toDefangedAddress(scan.url), i18n.t('row.linkCopied'))}
        >
          {i18n.t('row.copyLink')}
        </button>
      )}
      {scan.state === 'done' ? (
        <button
          type="button"
          class="button plain"
          onClick={() => copy(reportWords(scan), i18n.t('row.reportCopied'))}
        >
          {i18n.t('row.report')}
        </button>
      ) : null}
      <span role="status">{news}</span>
    </div>
  );
}
