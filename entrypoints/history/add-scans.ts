import { i18n } from '#i18n';
import { countWords } from '../../lib/i18n/history-words.ts';
import { importFaultWords } from '../../lib/i18n/import-fault-words.ts';
import { createDatabaseOpener } from '../../lib/storage/open-database.ts';
import type { ScanChanges } from '../../lib/storage/scan-changes.ts';
import { createScanImporter } from '../../lib/storage/scan-importer.ts';

/** How many refused rows are told one by one. */
const TOLD = 5;

/** Adds the scans of an exported history, as they stand in its file; answers what came of it, in words. */
export async function addScans(
  rows: readonly unknown[],
  changes: ScanChanges,
  onNews: (words: string) => void,
): Promise<string> {
  const importScans = createScanImporter(createDatabaseOpener(), changes, Date.now);
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
