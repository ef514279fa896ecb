import { render } from 'preact';
import { i18n } from '#i18n';
import { followTheme } from '../../components/follow-theme.ts';
import { MAX_FILE_BYTES } from '../../lib/api/max-file-bytes.ts';
import { NO_CONNECTION } from '../../lib/core/connection.ts';
import { NOTHING_MANAGED } from '../../lib/core/managed-policy.ts';
import { setPageLanguage } from '../../lib/i18n/set-page-language.ts';
import { createHoldPermission } from '../../lib/platform/hold-permission.ts';
import { createHostAccess } from '../../lib/platform/host-access.ts';
import { createLocalArea } from '../../lib/platform/local-area.ts';
import { createManagedArea } from '../../lib/platform/managed-area.ts';
import { sendMessage } from '../../lib/platform/messages.ts';
import { createPages } from '../../lib/platform/pages.ts';
import { createSitesAccess } from '../../lib/platform/sites-access.ts';
import { createDatabaseOpener } from '../../lib/storage/open-database.ts';
import { createScanChanges } from '../../lib/storage/scan-changes.ts';
import { createScanStore } from '../../lib/storage/scan-store.ts';
import { createSettingsStores } from '../../lib/storage/settings-stores.ts';
import { createStagedBytes } from '../../lib/storage/staged-bytes.ts';
import { createConnectionForm } from '../options/connection-form.ts';
import { createFileScanner } from '../popup/create-file-scanner.ts';
import { readWelcome } from './use-welcome.ts';
import { Welcome } from './welcome.tsx';
import './welcome.css';

const root = document.querySelector('#app');
const stores = createSettingsStores(createLocalArea(), createManagedArea());
const changes = createScanChanges();
const openDatabase = createDatabaseOpener();
const sight = { store: createScanStore(openDatabase, changes), changes };
const scanFile = createFileScanner(createStagedBytes(openDatabase), sendMessage, MAX_FILE_BYTES);
const form = createConnectionForm({
  ...stores,
  hostAccess: createHostAccess(),
  check: async (server, token) => (await sendMessage('test-connection', { server, token })).problem,
});
const permissions = {
  hold: createHoldPermission(import.meta.env.FIREFOX),
  sites: createSitesAccess(),
  isFirefox: import.meta.env.FIREFOX,
};

followTheme(stores.preferences);
setPageLanguage(document);
document.title = i18n.t('welcome.title');
void Promise.all([
  readWelcome(stores),
  stores.connections.load().catch(() => NO_CONNECTION),
  stores.managed.load().catch(() => NOTHING_MANAGED),
]).then(([initial, connection, { locked }]) => {
  if (root === null) return;
  render(
    <Welcome
      stores={stores}
      initial={initial}
      connectionSettings={{ form, initial: connection, locked }}
      permissions={permissions}
      send={sendMessage}
      scanFile={scanFile}
      sight={sight}
      onOpenSettings={() => void createPages().openOptions()}
    />,
    root,
  );
});
