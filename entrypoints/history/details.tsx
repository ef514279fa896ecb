import { useEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { HoldRow } from '../../components/hold-row.tsx';
import { QuestionRow } from '../../components/question-row.tsx';
import { ScanRow } from '../../components/scan-row.tsx';
import type { Hold } from '../../lib/core/hold.ts';
import type { Scan } from '../../lib/core/scan.ts';
import { DetailActions } from './detail-actions.tsx';
import type { DetailsActions, DetailsDeps } from './details-deps.ts';
import { Facts } from './facts.tsx';
import { toDetailsActions } from './to-details-actions.ts';
import { useDetails } from './use-details.ts';

export type DetailsProps = DetailsDeps & {
  /** Of the scan. */
  id: string;
  /** The focus comes along, since the keyboard opened them. */
  takesFocus: boolean;
  onClose: () => void;
  onOpen: (id: string) => void;
};

/** All that is known of a scan: what came out, why, what was sent, and what has become of the file. */
export function Details(props: DetailsProps) {
  const { id, takesFocus, onClose } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  const found = useDetails(props);
  const actions = toDetailsActions(props);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [id, takesFocus, found.isReading]);
  if (found.isReading) return null;
  const { scan, hold } = found;
  return (
    <aside
      class="details"
      aria-label={i18n.t('details.title')}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <header>
        <h2 ref={heading} tabIndex={-1}>
          {i18n.t('details.title')}
        </h2>
        <button type="button" class="button plain" onClick={onClose}>
          {i18n.t('details.close')}
        </button>
      </header>
      {scan === undefined && hold === undefined ? (
        <p>{i18n.t('details.gone')}</p>
      ) : (
        <>
          <ul class="rows">
            <Summary scan={scan} hold={hold} actions={actions} />
          </ul>
          {scan === undefined ? null : <DetailActions scan={scan} onScanAgain={actions.onScanAgain} />}
          <Facts scan={scan} hold={hold} />
        </>
      )}
    </aside>
  );
}

type SummaryProps = { scan: Scan | undefined; hold: Hold | undefined; actions: DetailsActions };

/** The row of the popup, with the same buttons. */
function Summary({ scan, hold, actions }: SummaryProps) {
  const facts = { ...actions, now: Date.now(), sent: undefined };
  if (hold?.question !== undefined)
    return <QuestionRow hold={hold} scan={scan} question={hold.question} {...facts} />;
  if (hold !== undefined) return <HoldRow hold={hold} scan={scan} {...facts} />;
  return scan === undefined ? null : <ScanRow scan={scan} {...facts} />;
}
