import { render } from 'preact';
import { i18n } from '#i18n';
import { followTheme } from '../../components/follow-theme.ts';
import { setPageLanguage } from '../../lib/i18n/set-page-language.ts';
import { createLocalArea } from '../../lib/platform/local-area.ts';
import { createManagedArea } from '../../lib/platform/managed-area.ts';
import { createDatabaseOpener } from '../../lib/storage/open-database.ts';
import { createScanChanges } from '../../lib/storage/scan-changes.ts';
import { createScanStore } from '../../lib/storage/scan-store.ts';
import { createSettingsStores } from '../../lib/storage/settings-stores.ts';
import { History } from './history.tsx';
import './history.css';

/** How many scans are shown. */
const SHOWN = 100;

const root = document.querySelector('#app');
const store = createScanStore(createDatabaseOpener(), createScanChanges());

followTheme(createSettingsStores(createLocalArea(), createManagedArea()).preferences);
setPageLanguage(document);
document.title = i18n.t('history.title');
void store.listAtRest(SHOWN).then((scans) => {
  if (root !== null) render(<History scans={scans} now={Date.now()} />, root);
});
