import { expect } from '@playwright/test';
import { killWorker } from './extension-worker.ts';
import { testOwnScanner as test } from './own-scanner.ts';
import { openPopup, paste, rowsNamed } from './popup-page.ts';

test.describe('a killed worker takes its scans up again by itself', () => {
  test('while it polls', async ({ sluice, gate }) => {
    const popup = await openPopup(sluice);
    gate.hold('GET');
    await paste(popup, gate.sample('eicar.com'));
    await expect(rowsNamed(popup, 'eicar.com')).toHaveAttribute('data-state', 'polling');
    await killWorker(sluice);
    gate.open();
    await expect(rowsNamed(popup, 'eicar.com')).toHaveAttribute('data-verdict', 'malicious', {
      timeout: 60_000,
    });
  });

  test('while it submits', async ({ sluice, gate }) => {
    const popup = await openPopup(sluice);
    gate.hold('POST');
    await paste(popup, gate.sample('eicar.com'));
    await expect(rowsNamed(popup, 'eicar.com')).toHaveAttribute('data-state', 'submitting');
    await expect.poll(() => gate.requests.filter(({ method }) => method === 'POST').length).toBe(1);
    await killWorker(sluice);
    gate.open();
    await expect(rowsNamed(popup, 'eicar.com')).toHaveAttribute('data-verdict', 'malicious', {
      timeout: 60_000,
    });
  });

  test('while it waits for a scanner that is gone', async ({ sluice, ownScanner, gate }) => {
    const popup = await openPopup(sluice);
    await ownScanner.kill();
    await paste(popup, gate.sample('harmless.pdf'));
    await expect(rowsNamed(popup, 'harmless.pdf')).toHaveAttribute('data-state', 'waiting-to-submit');
    await killWorker(sluice);
    await ownScanner.restart();
    await expect(rowsNamed(popup, 'harmless.pdf')).toHaveAttribute('data-verdict', 'clean', {
      timeout: 60_000,
    });
  });
});

test.describe('a scanner that dies in the middle of a scan', () => {
  // Longer than any test: the scan is not done before the scanner is gone.
  test.use({ scanDelayMs: 600_000 });

  test('gives the verdict when it is back', async ({ sluice, ownScanner, gate }) => {
    const popup = await openPopup(sluice);
    await paste(popup, gate.sample('eicar.com'));
    await expect(rowsNamed(popup, 'eicar.com')).toHaveAttribute('data-state', 'polling');
    await ownScanner.kill();
    await expect(rowsNamed(popup, 'eicar.com')).toHaveAttribute('data-state', 'waiting-to-poll');
    await expect(rowsNamed(popup, 'eicar.com')).toContainText("can't be reached");
    await ownScanner.restart({ scanDelayMs: 0 });
    await expect(rowsNamed(popup, 'eicar.com')).toHaveAttribute('data-verdict', 'malicious', {
      timeout: 60_000,
    });
  });
});
