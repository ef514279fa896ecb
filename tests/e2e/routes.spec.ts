import { expect } from '@playwright/test';
import { makeEicar } from '../../server/samples/make-eicar.ts';
import { makePdf } from '../../server/samples/make-pdf.ts';
import { killWorker } from './extension-worker.ts';
import { test } from './fixtures.ts';
import type { Gate } from './gate.ts';
import { chooseFile, openPopup, paste, rowsNamed } from './popup-page.ts';

const submissions = (gate: Gate) =>
  gate.requests.filter(({ method }) => method === 'POST').map(({ path }) => path);

test('files that a person chooses are scanned by their bytes', async ({ sluice, gate }) => {
  const popup = await openPopup(sluice);
  await chooseFile(popup, 'invoice.com', makeEicar());
  await chooseFile(popup, 'report.pdf', makePdf('Nothing to see here.'));
  await expect(rowsNamed(popup, 'invoice.com')).toHaveAttribute('data-verdict', 'malicious');
  await expect(rowsNamed(popup, 'report.pdf')).toHaveAttribute('data-verdict', 'clean');
  expect(submissions(gate)).toEqual(['/api/v1/files/', '/api/v1/files/']);
});

test('a file whose worker dies while it is sent is sent again from its staged copy', async ({
  sluice,
  gate,
}) => {
  const popup = await openPopup(sluice);
  gate.hold('POST');
  await chooseFile(popup, 'invoice.com', makeEicar());
  await expect(rowsNamed(popup, 'invoice.com')).toHaveAttribute('data-state', 'submitting');
  await expect.poll(() => submissions(gate).length).toBe(1);
  await killWorker(sluice);
  gate.open();
  await expect(rowsNamed(popup, 'invoice.com')).toHaveAttribute('data-verdict', 'malicious', {
    timeout: 60_000,
  });
});

test('a submission whose answer was lost is found in the list, not sent again', async ({ sluice, gate }) => {
  const popup = await openPopup(sluice);
  gate.loseAnswer('POST');
  await paste(popup, gate.sample('eicar.com'));
  await expect(rowsNamed(popup, 'eicar.com')).toHaveAttribute('data-verdict', 'malicious');
  expect(submissions(gate)).toEqual(['/api/v1/files/']);
});

test('a link to a web page is scanned as a file and as a page', async ({ sluice, gate, scanner }) => {
  const popup = await openPopup(sluice);
  await paste(popup, `${scanner.url}/samples/`);
  await expect(popup.locator('.row')).toHaveAttribute('data-verdict', 'clean');
  expect(submissions(gate)).toEqual(['/api/v1/files/', '/api/v1/urls/']);
});

test('a name that is too long for its row still shows what the file is', async ({ sluice }) => {
  const popup = await openPopup(sluice);
  const name = `${'invoice '.repeat(20)}.pdf.exe`;
  await chooseFile(popup, name, makePdf('Nothing to see here.'));
  const row = rowsNamed(popup, 'invoice');
  await expect(row).toHaveAttribute('data-verdict', /./);
  await expect(row.locator('.name')).toHaveText(name);
  const [ending, box] = await Promise.all([
    row.locator('.ending').boundingBox(),
    row.locator('.name').boundingBox(),
  ]);
  // The whole of the ending lies inside of what is seen of the name.
  expect((ending?.x ?? 0) + (ending?.width ?? 0)).toBeLessThanOrEqual((box?.x ?? 0) + (box?.width ?? 0) + 1);
  expect(ending?.x ?? 0).toBeGreaterThanOrEqual(box?.x ?? Number.POSITIVE_INFINITY);
});
