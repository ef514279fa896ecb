import type { Page } from '@playwright/test';
import { type Consent, toPersonsConsent } from '../../../lib/core/consent.ts';
import { CONSENT_KEY } from '../../../lib/storage/consent-store.ts';

/** The part of `chrome` that is used inside a page of the extension. */
declare const chrome: { storage: { local: { set: (values: object) => Promise<void> } } };

/** A person takes the consent back, as in the welcome page, and gives it again afterwards. */
export const consentStrike = {
  strike: (extensionPage: Page) => store(extensionPage, null),
  undo: (extensionPage: Page) => store(extensionPage, toPersonsConsent(Date.now())),
};

function store(extensionPage: Page, consent: Consent | null): Promise<void> {
  return extensionPage.evaluate((values) => chrome.storage.local.set(values), { [CONSENT_KEY]: consent });
}
