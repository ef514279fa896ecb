import { i18n } from '#i18n';
import type { HistoryRow } from '../../lib/core/history-row.ts';
import { countWords } from '../../lib/i18n/history-words.ts';
import { importFaultWords } from '../../lib/i18n/import-fault-words.ts';
import { createDatabaseOpener } from '../../lib/storage/open-database.ts';
import type { ScanChanges } from '../../lib/storage/scan-changes.ts';
import { createScanImporter } from '../../lib/storage/scan-importer.ts';
import { createScanReader } from '../../lib/storage/scan-reader.ts';
import { type ExportFormat, exportHistory } from './export-history.ts';
import { readHistoryFile } from './read-history-file.ts';
import { saveFile } from './save-file.ts';

/** How many refused rows are told one by one. */
const TOLD = 5;

/** Saves these scans as a file. */
export async function saveHistory(rows: readonly HistoryRow[], format: ExportFormat): Promise<void> {
  const blob = await exportHistory(rows, format, createScanReader(createDatabaseOpener()));
  saveFile(blob, `sluice-history-${new Date().toISOString().slice(0, 10)}.${format}`);
}

/** Adds the scans of a file; answers what came of it, in words. */
export async function loadHistory(
  file: Blob,
  changes: ScanChanges,
  onNews: (words: string) => void,
): Promise<string> {
  const rows = await readHistoryFile(file);
  if (rows === undefined) return i18n.t('transfer.notAHistory');
  const importScans = createScanImporter(createDatabaseOpener(), changes);
  const { added, known, refused } = await importScans(rows, (done) =>
    onNews(i18n.t('transfer.importing', [countWords(done), countWords(rows.length)])),
  );
  return [
    i18n.t('transfer.added', added, [countWords(added)]),
    known === 0 ? '' : i18n.t('transfer.known', known, [countWords(known)]),
    refused.length === 0 ? '' : i18n.t('transfer.refused', refused.length, [countWords(refused.length)]),
    ...refused
      .slice(0, TOLD)
      .map(({ row, fault }) => i18n.t('transfer.row', [countWords(row), importFaultWords(fault)])),
  ]
    .filter(Boolean)
    .join(' ');
}
