import { render } from 'preact';
import { i18n } from '#i18n';
import { createFilesClient } from '../../lib/api/files-client.ts';
import { NO_CONNECTION } from '../../lib/core/connection.ts';
import { setPageLanguage } from '../../lib/i18n/set-page-language.ts';
import { createHostAccess } from '../../lib/platform/host-access.ts';
import { createLocalArea } from '../../lib/platform/local-area.ts';
import { createConnectionStore } from '../../lib/storage/connection-store.ts';
import { createConnectionForm } from './connection-form.ts';
import { Options } from './options.tsx';
import './options.css';

const root = document.querySelector('#app');
const connections = createConnectionStore(createLocalArea());
const form = createConnectionForm({
  connections,
  hostAccess: createHostAccess(),
  check: (server, token) => createFilesClient({ server, token }).checkConnection(),
});

setPageLanguage(document);
document.title = i18n.t('options.title');
// What can't be read counts as not connected: the page must come up, so that it can be mended.
void connections
  .load()
  .catch(() => NO_CONNECTION)
  .then((connection) => {
    if (root !== null) render(<Options form={form} initial={connection} />, root);
  });
