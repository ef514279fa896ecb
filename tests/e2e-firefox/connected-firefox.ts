import { fileURLToPath } from 'node:url';
import type { Connection } from '../../lib/core/connection.ts';
import { CONNECTION_KEY } from '../../lib/storage/connection-store.ts';
import { agreedValues } from '../../scripts/browser/agreed-values.ts';
import type { FirefoxPage } from '../../scripts/browser/firefox-page.ts';
import type { FirefoxPreferences } from '../../scripts/browser/firefox-preferences.ts';
import { type StartedScanner, startScanner } from '../../scripts/scanner/start-scanner.ts';
import { type Gate, openGate } from '../e2e/gate.ts';
import { agreeInFirefox } from './agree-in-firefox.ts';
import { launchForTest, type TestFirefox } from './launch-for-test.ts';
import { openPopup } from './popup.ts';

const EXTENSION_DIR = fileURLToPath(new URL('../../.output/firefox-mv3', import.meta.url));

export type ConnectedFirefox = {
  firefox: TestFirefox;
  scanner: StartedScanner;
  gate: Gate;
  popup: FirefoxPage;
};

/**
 * A Firefox with Sluice, connected to a scanner of its own through a door, and its popup.
 * @param parts what has to be ended after the test
 */
export async function startConnected(
  parts: AsyncDisposableStack,
  preferences: FirefoxPreferences = {},
): Promise<ConnectedFirefox> {
  const scanner = await startScanner({ samples: true });
  parts.defer(() => scanner.stop());
  const gate = await openGate(scanner.url);
  parts.defer(() => gate.close());
  const firefox = await launchForTest(parts, EXTENSION_DIR, preferences);
  const popup = await openPopup(firefox);
  const connection: Connection = { server: gate.url, tokens: { [gate.url]: scanner.token } };
  await agreeInFirefox(firefox, popup, { ...agreedValues(), [CONNECTION_KEY]: connection });
  return { firefox, scanner, gate, popup };
}
