import { render } from 'preact';
import { i18n } from '#i18n';
import { followTheme } from '../../components/follow-theme.ts';
import { setPageLanguage } from '../../lib/i18n/set-page-language.ts';
import { createLocalArea } from '../../lib/platform/local-area.ts';
import { createManagedArea } from '../../lib/platform/managed-area.ts';
import { createSettingsStores } from '../../lib/storage/settings-stores.ts';
import { Welcome } from './welcome.tsx';
import './welcome.css';

const root = document.querySelector('#app');
const { consents, preferences } = createSettingsStores(createLocalArea(), createManagedArea());

followTheme(preferences);
setPageLanguage(document);
document.title = i18n.t('welcome.title');
// What can't be read counts as not given: the page must come up.
void consents
  .load()
  .catch(() => undefined)
  .then((consent) => {
    if (root !== null) render(<Welcome consents={consents} isGiven={consent !== undefined} />, root);
  });
