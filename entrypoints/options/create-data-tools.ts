import { i18n } from '#i18n';
import type { HistoryRow } from '../../lib/core/history-row.ts';
import { fieldsWords } from '../../lib/i18n/policy-words.ts';
import { clearLocalArea } from '../../lib/platform/clear-local-area.ts';
import { createHistoryReader, type HistoryKey } from '../../lib/storage/history-reader.ts';
import { createHistoryWiper } from '../../lib/storage/history-wiper.ts';
import { createDatabaseOpener } from '../../lib/storage/open-database.ts';
import { createScanChanges } from '../../lib/storage/scan-changes.ts';
import { createScanReader } from '../../lib/storage/scan-reader.ts';
import { createScanRemover } from '../../lib/storage/scan-remover.ts';
import { readSettingsFile, toSettingsFileHead } from '../../lib/storage/settings-file.ts';
import type { SettingsStores } from '../../lib/storage/settings-stores.ts';
import { addScans } from '../history/add-scans.ts';
import { exportHistory } from '../history/export-history.ts';
import { saveFile } from '../history/save-file.ts';

/** What can be done with all that Sluice keeps. */
export type DataTools = {
  /** Saves settings and history as one file. */
  exportAll: () => Promise<void>;
  /** Takes over an exported file; answers what came of it, in words. */
  importAll: (file: Blob, onNews: (words: string) => void) => Promise<string>;
  /** Deletes the history as far as it is at rest, and then all settings. */
  wipe: () => Promise<void>;
};

/** How many rows are read at a time. */
const BATCH = 2_000;

/** Makes the tools. */
export function createDataTools({ own, connections, policies, preferences }: SettingsStores): DataTools {
  const openDatabase = createDatabaseOpener();
  const changes = createScanChanges();
  const reader = createHistoryReader(openDatabase);

  async function readRows(): Promise<HistoryRow[]> {
    const rows: HistoryRow[] = [];
    for (let last: HistoryKey | undefined, isFirst = true; isFirst || last !== undefined; isFirst = false) {
      const part = await (last === undefined ? reader.list(BATCH) : reader.list(BATCH, last));
      rows.push(...part.rows);
      last = part.last;
    }
    return rows;
  }

  return {
    async exportAll() {
      const [{ server }, { policy }, preferred, rows] = await Promise.all([
        own.connections.load(),
        own.policies.load(),
        own.preferences.load(),
        readRows(),
      ]);
      const history = await exportHistory(rows, 'json', createScanReader(openDatabase));
      const head = toSettingsFileHead({ server, policy, preferences: preferred });
      const blob = new Blob([head, history, '}\n'], { type: 'application/json' });
      saveFile(blob, `sluice-${new Date().toISOString().slice(0, 10)}.json`);
    },
    async importAll(file, onNews) {
      const [{ server, tokens }, { policy }, preferred, { rows }] = await Promise.all([
        own.connections.load(),
        own.policies.load(),
        own.preferences.load(),
        reader.list(1),
      ]);
      const here = { server, policy, preferences: preferred };
      const read = readSettingsFile(await file.text(), here, rows.length > 0);
      if (read === undefined) return i18n.t('data.notAFile');
      const { settings, untaken, scans } = read;
      const words: string[] = [];
      if (settings !== undefined) {
        await connections.save({ server: settings.server, tokens });
        await policies.save(settings.policy);
        await preferences.save(settings.preferences);
        words.push(
          untaken.length === 0
            ? i18n.t('data.settingsTaken')
            : i18n.t('data.settingsPartly', [fieldsWords(untaken)]),
        );
      }
      words.push(await addScans(scans, changes, onNews));
      return words.join(' ');
    },
    async wipe() {
      const removeScans = createScanRemover(openDatabase, changes);
      await createHistoryWiper(openDatabase, removeScans, changes)(Date.now());
      await clearLocalArea();
      localStorage.clear();
    },
  };
}
