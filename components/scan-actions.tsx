import { i18n } from '#i18n';
import type { Scan } from '../lib/core/scan.ts';
import { toVisibleText } from '../lib/core/visible-text.ts';
import { ActionButton } from './action-button.tsx';

export type ScanActionsProps = {
  scan: Scan;
  onRetry: (scan: Scan) => void;
  onOpenSettings: () => void;
  /** Says whether the bytes of a document may be sent. Left out where nobody can be asked. */
  onAllowBytes?: (scan: Scan, isAllowed: boolean) => void;
};

/** What can be done about a scan that came to nothing, or does not go on. */
export function ScanActions({ scan, onRetry, onOpenSettings, onAllowBytes }: ScanActionsProps) {
  const about = toVisibleText(scan.name);
  if (scan.problem === 'ask-first')
    return onAllowBytes === undefined ? null : (
      <>
        <ActionButton
          label={i18n.t('popup.allowBytes')}
          about={about}
          look="plain"
          onClick={() => onAllowBytes(scan, true)}
        />
        <ActionButton
          label={i18n.t('popup.refuseBytes')}
          about={about}
          look="plain"
          onClick={() => onAllowBytes(scan, false)}
        />
      </>
    );
  const isFailed = scan.state === 'failed' && scan.problem !== 'too-large';
  // A scanner that is connected since may be one that may have it; and a "no" may be thought over.
  const isKeptBack = ['other-scanner', 'private-host', 'not-agreed'].includes(scan.withheld ?? '');
  const canRetry = scan.state.startsWith('waiting-') || isFailed || isKeptBack;
  const needsSettings = scan.problem === 'unauthorized' || scan.problem === 'wrong-address';
  // Once a scanner is connected, all that waited for one goes on by itself.
  if (!canRetry || scan.problem === 'not-connected' || scan.problem === 'no-consent') return null;
  return (
    <>
      <ActionButton label={i18n.t('popup.retry')} about={about} onClick={() => onRetry(scan)} />
      {needsSettings ? (
        <button type="button" class="button quiet" onClick={onOpenSettings}>
          {i18n.t('popup.openOptions')}
        </button>
      ) : null}
    </>
  );
}
