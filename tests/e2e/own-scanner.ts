import { type StartedScanner, startScanner } from '../../scripts/scanner/start-scanner.ts';
import { test } from './fixtures.ts';

type OwnScanner = {
  /** Shortest time that a scan takes, in ms. */
  scanDelayMs: number;
  /** The scanner of this test alone, which it may stop and start. */
  ownScanner: StartedScanner;
};

/** For tests in which the scanner is stopped, or is slow. */
export const testOwnScanner = test.extend<OwnScanner>({
  scanDelayMs: [0, { option: true }],
  async ownScanner({ scanDelayMs }, use) {
    const scanner = await startScanner({ samples: true, scanDelayMs });
    await use(scanner);
    await scanner.stop();
  },
  async scanner({ ownScanner }, use) {
    await use(ownScanner);
  },
});
