import { render } from 'preact';
import { followTheme } from '../../components/follow-theme.ts';
import { MAX_FILE_BYTES } from '../../lib/api/max-file-bytes.ts';
import { setPageLanguage } from '../../lib/i18n/set-page-language.ts';
import { createHoldPermission } from '../../lib/platform/hold-permission.ts';
import { createLocalArea } from '../../lib/platform/local-area.ts';
import { createManagedArea } from '../../lib/platform/managed-area.ts';
import { sendMessage } from '../../lib/platform/messages.ts';
import { createPages } from '../../lib/platform/pages.ts';
import { isInPrivateWindow } from '../../lib/platform/private-window.ts';
import { tellSeen } from '../../lib/scan/tell-seen.ts';
import { createUploadProgress } from '../../lib/scan/upload-progress.ts';
import { createAlertStore } from '../../lib/storage/alert-store.ts';
import { createHoldStore } from '../../lib/storage/hold-store.ts';
import { createDatabaseOpener } from '../../lib/storage/open-database.ts';
import { createScanChanges } from '../../lib/storage/scan-changes.ts';
import { createScanStore } from '../../lib/storage/scan-store.ts';
import { createSettingsStores } from '../../lib/storage/settings-stores.ts';
import { createStagedBytes } from '../../lib/storage/staged-bytes.ts';
import { createFileScanner } from './create-file-scanner.ts';
import { Popup } from './popup.tsx';
import { createPopupModel } from './popup-model.ts';
import './popup.css';

const root = document.querySelector('#app');
const { connections, consents, policies, preferences } = createSettingsStores(
  createLocalArea(),
  createManagedArea(),
);
const changes = createScanChanges();
const openDatabase = createDatabaseOpener();
const scanFile = createFileScanner(createStagedBytes(openDatabase), sendMessage, MAX_FILE_BYTES);
const holdPermission = createHoldPermission(import.meta.env.FIREFOX);
const model = createPopupModel({
  store: createScanStore(openDatabase, changes),
  holds: createHoldStore(openDatabase, changes),
  changes,
  connections,
  consents,
  policies,
  holdPermission,
  uploads: createUploadProgress(Date.now),
});

followTheme(preferences);
tellSeen({
  alerts: createAlertStore(createLocalArea()),
  send: () => sendMessage('seen', {}),
  page: document,
});
setPageLanguage(document);
// The first paint shows the rows: nothing is drawn before they have been read.
void Promise.all([isInPrivateWindow(), model.load()]).then(([isPrivate]) => {
  if (root === null) return;
  render(
    <Popup
      model={model}
      isPrivate={isPrivate}
      send={sendMessage}
      pages={createPages()}
      scanFile={scanFile}
      copy={(text) => navigator.clipboard.writeText(text)}
      requestHold={holdPermission.request}
    />,
    root,
  );
});
