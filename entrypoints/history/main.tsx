import { render } from 'preact';
import { i18n } from '#i18n';
import { followTheme } from '../../components/follow-theme.ts';
import { setPageLanguage } from '../../lib/i18n/set-page-language.ts';
import { createLocalArea } from '../../lib/platform/local-area.ts';
import { createManagedArea } from '../../lib/platform/managed-area.ts';
import { sendMessage } from '../../lib/platform/messages.ts';
import { createPages } from '../../lib/platform/pages.ts';
import { tellSeen } from '../../lib/scan/tell-seen.ts';
import { createAlertStore } from '../../lib/storage/alert-store.ts';
import { createHistoryReader } from '../../lib/storage/history-reader.ts';
import { createHoldStore } from '../../lib/storage/hold-store.ts';
import { createDatabaseOpener } from '../../lib/storage/open-database.ts';
import { createScanChanges } from '../../lib/storage/scan-changes.ts';
import { createScanRemover } from '../../lib/storage/scan-remover.ts';
import { createScanStore } from '../../lib/storage/scan-store.ts';
import { createSettingsStores } from '../../lib/storage/settings-stores.ts';
import { giveWay } from './give-way.ts';
import { History } from './history.tsx';
import { createHistoryModel } from './history-model.ts';
import './history.css';

const root = document.querySelector('#app');
const changes = createScanChanges();
const openDatabase = createDatabaseOpener();
const model = createHistoryModel({ reader: createHistoryReader(openDatabase), changes, giveWay });

followTheme(createSettingsStores(createLocalArea(), createManagedArea()).preferences);
setPageLanguage(document);
tellSeen({
  alerts: createAlertStore(createLocalArea()),
  send: () => sendMessage('seen', {}),
  page: document,
});
document.title = i18n.t('history.title');
if (root !== null)
  render(
    <History
      model={model}
      removeScans={createScanRemover(openDatabase, changes)}
      changes={changes}
      details={{
        store: createScanStore(openDatabase, changes),
        holds: createHoldStore(openDatabase, changes),
        changes,
        send: sendMessage,
        openSettings: createPages().openOptions,
      }}
    />,
    root,
  );
void model.load();
