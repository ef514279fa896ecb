import type { Page } from '@playwright/test';
import type { MessageName, Protocol } from '../../../lib/core/protocol.ts';

/** The part of `chrome` that is used inside the extension's page. */
declare const chrome: { runtime: { sendMessage: (message: object) => Promise<unknown> } };

/** Asks the background for something, as the extension's own pages do. */
export async function askBackground<Name extends MessageName>(
  extensionPage: Page,
  name: Name,
  request: Protocol[Name]['request'],
): Promise<unknown> {
  return extensionPage.evaluate((message) => chrome.runtime.sendMessage(message), { name, request });
}
