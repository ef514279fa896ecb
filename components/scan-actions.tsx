import { i18n } from '#i18n';
import type { Scan } from '../lib/core/scan.ts';
import { toVisibleText } from '../lib/core/visible-text.ts';
import { ActionButton } from './action-button.tsx';

export type ScanActionsProps = {
  scan: Scan;
  onRetry: (scan: Scan) => void;
  onOpenSettings: () => void;
};

/** What can be done about a scan that came to nothing, or does not go on. */
export function ScanActions({ scan, onRetry, onOpenSettings }: ScanActionsProps) {
  const isFailed = scan.state === 'failed' && scan.problem !== 'too-large';
  // A scanner that is connected since may be one that may have it.
  const isKeptBack = scan.withheld === 'other-scanner' || scan.withheld === 'private-host';
  const canRetry = scan.state.startsWith('waiting-') || isFailed || isKeptBack;
  const needsSettings = scan.problem === 'unauthorized' || scan.problem === 'wrong-address';
  // Once a scanner is connected, all that waited for one goes on by itself.
  if (!canRetry || scan.problem === 'not-connected' || scan.problem === 'no-consent') return null;
  return (
    <>
      <ActionButton
        label={i18n.t('popup.retry')}
        about={toVisibleText(scan.name)}
        onClick={() => onRetry(scan)}
      />
      {needsSettings ? (
        <button type="button" class="button quiet" onClick={onOpenSettings}>
          {i18n.t('popup.openOptions')}
        </button>
      ) : null}
    </>
  );
}
