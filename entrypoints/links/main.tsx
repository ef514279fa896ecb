import { render } from 'preact';
import { i18n } from '#i18n';
import { followTheme } from '../../components/follow-theme.ts';
import { isDownloadable, uniqueLinks } from '../../lib/core/page-link.ts';
import { setPageLanguage } from '../../lib/i18n/set-page-language.ts';
import { createLocalArea } from '../../lib/platform/local-area.ts';
import { createManagedArea } from '../../lib/platform/managed-area.ts';
import { sendMessage } from '../../lib/platform/messages.ts';
import { createPageLinks } from '../../lib/platform/page-links.ts';
import { createSettingsStores } from '../../lib/storage/settings-stores.ts';
import { Links } from './links.tsx';
import './links.css';

const root = document.querySelector('#app');
const tabId = Number(new URLSearchParams(location.hash.slice(1)).get('tab'));

followTheme(createSettingsStores(createLocalArea(), createManagedArea()).preferences);
setPageLanguage(document);
document.title = i18n.t('links.title');
void createPageLinks()
  .read({ tabId, isPrivateWindow: false }, false)
  .then((found) => {
    const links =
      found && uniqueLinks(found.links).map((link) => ({ ...link, isFile: isDownloadable(link) }));
    if (root !== null) render(<Links links={links} isCut={found?.isCut === true} send={sendMessage} />, root);
  });
