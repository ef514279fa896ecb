import type { Page, Worker } from '@playwright/test';
import { expect } from '@playwright/test';
import type { GuardPolicy } from '../../../lib/core/guard-policy.ts';
import { POLICY_KEY, POLICY_VERSION } from '../../../lib/storage/policy-store.ts';

/** The parts of `chrome` that are used inside the extension. */
declare const chrome: {
  storage: { local: { set: (values: object) => Promise<void> } };
  permissions: {
    request: (wanted: object) => Promise<boolean>;
  };
};

/** Saves a policy as the settings do. */
export async function savePolicy(worker: Worker, policy: GuardPolicy): Promise<void> {
  const values = { [POLICY_KEY]: { version: POLICY_VERSION, fields: policy } };
  await worker.evaluate((stored) => chrome.storage.local.set(stored), values);
}

/**
 * Has the extension ask for the permission that holding needs, by a real click in its own page, as the settings do.
 * The browser grants it without a prompt.
 */
export async function grantHolding(extensionPage: Page): Promise<void> {
  await extensionPage.evaluate(() => {
    const button = document.createElement('button');
    button.id = 'grant';
    button.textContent = 'Grant';
    button.style.cssText = 'position: fixed; inset: 0 auto auto 0; z-index: 1000';
    button.addEventListener('click', () => {
      chrome.permissions.request({ permissions: ['offscreen'] }).then(
        (granted) => button.setAttribute('data-answer', String(granted)),
        (error) => button.setAttribute('data-answer', String(error)),
      );
    });
    document.body.append(button);
  });
  const button = extensionPage.locator('#grant');
  // A page behind another one is not drawn, and takes no click.
  await extensionPage.bringToFront();
  await button.click();
  await expect(button).toHaveAttribute('data-answer', 'true');
  await button.evaluate((element) => element.remove());
}
