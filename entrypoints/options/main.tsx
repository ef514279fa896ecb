import { render } from 'preact';
import { i18n } from '#i18n';
import { followTheme } from '../../components/follow-theme.ts';
import { createFilesClient } from '../../lib/api/files-client.ts';
import { NO_CONNECTION } from '../../lib/core/connection.ts';
import { setPageLanguage } from '../../lib/i18n/set-page-language.ts';
import { createFileAccess } from '../../lib/platform/file-access.ts';
import { createHoldPermission } from '../../lib/platform/hold-permission.ts';
import { createHostAccess, createSitesAccess } from '../../lib/platform/host-access.ts';
import { createLocalArea } from '../../lib/platform/local-area.ts';
import { createManagedArea } from '../../lib/platform/managed-area.ts';
import { createPages } from '../../lib/platform/pages.ts';
import { createSettingsStores } from '../../lib/storage/settings-stores.ts';
import { createConnectionForm } from './connection-form.ts';
import { createGuardForm } from './guard-form.ts';
import { Options } from './options.tsx';
import './options.css';

const root = document.querySelector('#app');
const area = createLocalArea();
const { connections, consents, policies, preferences } = createSettingsStores(area, createManagedArea());
const form = createConnectionForm({
  connections,
  hostAccess: createHostAccess(),
  consents,
  check: (server, token) => createFilesClient({ server, token }).checkConnection(),
});
const guardForm = createGuardForm({
  policies,
  holdPermission: createHoldPermission(import.meta.env.FIREFOX),
});
const access = {
  sites: createSitesAccess(),
  files: import.meta.env.FIREFOX ? undefined : createFileAccess(),
};

followTheme(preferences);
setPageLanguage(document);
document.title = i18n.t('options.title');
// What can't be read counts as not connected: the page must come up, so that it can be mended.
void Promise.all([
  connections.load().catch(() => NO_CONNECTION),
  guardForm.load().catch(() => undefined),
]).then(([connection, guard]) => {
  if (root === null) return;
  const guarded = { form: guardForm, initial: guard };
  const consent = { consents, onRead: () => void createPages().openWelcome() };
  render(
    <Options form={form} initial={connection} consent={consent} guard={guarded} access={access} />,
    root,
  );
});
