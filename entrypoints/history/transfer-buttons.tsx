import { i18n } from '#i18n';
import { ImportButton } from '../../components/import-button.tsx';
import type { ExportFormat } from './export-history.ts';

export type TransferButtonsProps = {
  /** There is something to export. */
  canExport: boolean;
  isBusy: boolean;
  onExport: (format: ExportFormat) => void;
  onImport: (file: File) => void;
};

/** The buttons that save scans as a file, and bring them in from one. */
export function TransferButtons({ canExport, isBusy, onExport, onImport }: TransferButtonsProps) {
  const isOff = isBusy || !canExport;
  return (
    <div class="transfer">
      <button type="button" class="button plain" disabled={isOff} onClick={() => onExport('csv')}>
        {i18n.t('transfer.csv')}
      </button>
      <button type="button" class="button plain" disabled={isOff} onClick={() => onExport('json')}>
        {i18n.t('transfer.json')}
      </button>
      <ImportButton isBusy={isBusy} onFile={onImport} />
    </div>
  );
}
