import { render } from 'preact';
import { i18n } from '#i18n';
import { setPageLanguage } from '../../lib/i18n/set-page-language.ts';
import { createLocalArea } from '../../lib/platform/local-area.ts';
import { createConsentStore } from '../../lib/storage/consent-store.ts';
import { Welcome } from './welcome.tsx';
import './welcome.css';

const root = document.querySelector('#app');
const consents = createConsentStore(createLocalArea());

setPageLanguage(document);
document.title = i18n.t('welcome.title');
// What can't be read counts as not given: the page must come up.
void consents
  .load()
  .catch(() => undefined)
  .then((consent) => {
    if (root !== null) render(<Welcome consents={consents} isGiven={consent !== undefined} />, root);
  });
