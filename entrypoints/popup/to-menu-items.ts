import { i18n } from '#i18n';
import type { MenuItem } from '../../components/menu.tsx';
import { toDefangedAddress } from '../../lib/core/defanged-address.ts';
import { isLocked } from '../../lib/core/is-locked.ts';
import type { Scan } from '../../lib/core/scan.ts';
import { isAtRest } from '../../lib/core/scan-machine.ts';
import { reportWords } from '../../lib/i18n/report-words.ts';

export type MenuActions = {
  onOpenDetails: (scan: Scan) => void;
  onScanAgain: (scan: Scan) => void;
  /** Copies a text, and says with `done` that it has. */
  onCopy: (text: string, done: string) => void;
};

/**
 * What can be done with a scan besides what its row offers by itself.
 * @param onUnlock shows the field for the password, where the row does not show it already
 */
export function toMenuItems(scan: Scan, actions: MenuActions, onUnlock?: () => void): MenuItem[] {
  const { onOpenDetails, onScanAgain, onCopy } = actions;
  const isOver = isAtRest(scan.state);
  const when = (is: boolean, label: string, onChoose: () => void) => (is ? [{ label, onChoose }] : []);
  return [
    { label: i18n.t('row.details'), onChoose: () => onOpenDetails(scan) },
    ...when(isOver && scan.state !== 'needs-bytes', i18n.t('row.scanAgain'), () => onScanAgain(scan)),
    ...(onUnlock === undefined ? [] : when(isOver && isLocked(scan), i18n.t('row.enterPassword'), onUnlock)),
    ...when(scan.url !== '', i18n.t('row.copyLink'), () =>
      onCopy(toDefangedAddress(scan.url), i18n.t('row.linkCopied')),
    ),
    ...when(scan.state === 'done', i18n.t('row.report'), () =>
      onCopy(reportWords(scan), i18n.t('row.reportCopied')),
    ),
  ];
}
