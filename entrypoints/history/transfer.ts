import { i18n } from '#i18n';
import type { HistoryRow } from '../../lib/core/history-row.ts';
import { createDatabaseOpener } from '../../lib/storage/open-database.ts';
import type { ScanChanges } from '../../lib/storage/scan-changes.ts';
import { createScanReader } from '../../lib/storage/scan-reader.ts';
import { addScans } from './add-scans.ts';
import { type ExportFormat, exportHistory } from './export-history.ts';
import { readHistoryFile } from './read-history-file.ts';
import { saveFile } from './save-file.ts';

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
  return addScans(rows, changes, onNews);
}
