import { useRef } from 'preact/hooks';
import { i18n } from '#i18n';
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
  const input = useRef<HTMLInputElement>(null);
  const isOff = isBusy || !canExport;
  return (
    <div class="transfer">
      <button type="button" class="button plain" disabled={isOff} onClick={() => onExport('csv')}>
        {i18n.t('transfer.csv')}
      </button>
      <button type="button" class="button plain" disabled={isOff} onClick={() => onExport('json')}>
        {i18n.t('transfer.json')}
      </button>
      <button type="button" class="button plain" disabled={isBusy} onClick={() => input.current?.click()}>
        {i18n.t('transfer.import')}
      </button>
      <input
        ref={input}
        type="file"
        accept="application/json,.json"
        hidden
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          if (file !== undefined) onImport(file);
          // The same file may be chosen again.
          currentTarget.value = '';
        }}
      />
    </div>
  );
}
