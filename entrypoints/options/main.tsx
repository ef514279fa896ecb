import { render } from 'preact';
import { i18n } from '#i18n';
import { followTheme } from '../../components/follow-theme.ts';
import { MAX_FILE_BYTES } from '../../lib/api/max-file-bytes.ts';
import { NO_CONNECTION } from '../../lib/core/connection.ts';
import { NOTHING_MANAGED } from '../../lib/core/managed-policy.ts';
import { DEFAULT_PREFERENCES } from '../../lib/core/preferences.ts';
import { setPageLanguage } from '../../lib/i18n/set-page-language.ts';
import { createCommands } from '../../lib/platform/commands.ts';
import { createFileAccess } from '../../lib/platform/file-access.ts';
import { createHoldPermission } from '../../lib/platform/hold-permission.ts';
import { createHostAccess } from '../../lib/platform/host-access.ts';
import { createLocalArea } from '../../lib/platform/local-area.ts';
import { createManagedArea } from '../../lib/platform/managed-area.ts';
import { sendMessage } from '../../lib/platform/messages.ts';
import { createPages } from '../../lib/platform/pages.ts';
import { createSitesAccess } from '../../lib/platform/sites-access.ts';
import { createSettingsStores } from '../../lib/storage/settings-stores.ts';
import { createConnectionForm } from './connection-form.ts';
import { createGuardForm } from './guard-form.ts';
import { type InitialSettings, Options } from './options.tsx';
import './options.css';

const root = document.querySelector('#app');
const stores = createSettingsStores(createLocalArea(), createManagedArea());
const { connections, consents, managed, preferences } = stores;
const connectionForm = createConnectionForm({
  connections,
  hostAccess: createHostAccess(),
  consents,
  check: async (server, token) => (await sendMessage('test-connection', { server, token })).problem,
});
const guardForm = createGuardForm({
  ...stores,
  holdPermission: createHoldPermission(import.meta.env.FIREFOX),
});
const access = {
  sites: createSitesAccess(),
  files: import.meta.env.FIREFOX ? undefined : createFileAccess(),
};

/** What can't be read is as by default: the page must come up, so that it can be mended. */
async function loadInitial(): Promise<InitialSettings> {
  const [connection, consent, guard, read, preferred] = await Promise.all([
    connections.load().catch(() => NO_CONNECTION),
    consents.load().catch(() => undefined),
    guardForm.load().catch(() => undefined),
    managed.load().catch(() => NOTHING_MANAGED),
    preferences.load().catch(() => DEFAULT_PREFERENCES),
  ]);
  return { connection, consent, guard, managed: read, preferences: preferred };
}

/** What decides about a download besides the policy. */
async function loadFacts() {
  const [{ server }, consent] = await Promise.all([connections.load(), consents.load()]);
  return { server, hasConsent: consent !== undefined, maxBytes: MAX_FILE_BYTES };
}

followTheme(preferences);
setPageLanguage(document);
document.title = i18n.t('options.title');
void loadInitial().then((initial) => {
  if (root === null) return;
  render(
    <Options
      initial={initial}
      stores={stores}
      connectionForm={connectionForm}
      guardForm={guardForm}
      access={access}
      commands={createCommands(import.meta.env.FIREFOX)}
      loadFacts={loadFacts}
      onReadConsent={() => void createPages().openWelcome()}
    />,
    root,
  );
});
