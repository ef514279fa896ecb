import { i18n } from '#i18n';
import { Mark } from '../../components/mark.tsx';
import { ScanRow } from '../../components/scan-row.tsx';
import type { Scan } from '../../lib/core/scan.ts';

export type HistoryProps = {
  scans: readonly Scan[];
  /** Milliseconds since 1970. */
  now: number;
};

/** The past, the newest first. */
export function History({ scans, now }: HistoryProps) {
  const nothing = () => {};
  return (
    <main>
      <header>
        <Mark size={28} />
        <h1>{i18n.t('history.title')}</h1>
      </header>
      <ul class="rows">
        {scans.map((scan) => (
          <ScanRow
            key={scan.id}
            scan={scan}
            now={now}
            sent={undefined}
            onRetry={nothing}
            onOpenSettings={nothing}
          />
        ))}
      </ul>
    </main>
  );
}
