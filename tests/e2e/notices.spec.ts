import { expect } from '@playwright/test';
import { clickMenu, clickNotice, notificationIds } from './extension-worker.ts';
import { test } from './fixtures.ts';

test('a notification leads to the details, and has the scan made again', async ({ sluice, gate }) => {
  await clickMenu(sluice, { menuItemId: 'scan-link', linkUrl: gate.sample('eicar.com') });
  let told = '';
  await expect
    .poll(async () => (told = (await notificationIds(sluice))[0] ?? ''), { intervals: [100] })
    .toMatch(/ show again$/);
  const opened = sluice.context.waitForEvent('page');
  await clickNotice(sluice, told, 0);
  const [id] = told.split(' ');
  await expect(await opened).toHaveURL(new RegExp(`history\\.html#scan=${id}$`));

  const posts = () => gate.requests.filter(({ method }) => method === 'POST').length;
  const before = posts();
  await clickNotice(sluice, told, 1);
  await expect.poll(posts).toBe(before + 1);
});
