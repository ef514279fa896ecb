import { expect } from '@playwright/test';
import { openScene } from '../../scripts/pictures/open-scene.ts';
import { SCENES } from '../../scripts/pictures/scenes.ts';
import { setStage } from '../../scripts/pictures/set-stage.ts';
import { findCutText } from './find-cut-text.ts';
import { findViolationsInEveryLook } from './find-violations.ts';
import { test } from './fixtures.ts';
import { openPopup } from './popup-page.ts';
import { rolesWithoutName } from './read-names.ts';

/** Twice the size of the pages' own text, which is 87.5 % of the browser's. */
const TEXT_OF_200_PERCENT = 'html { font-size: 175% !important }';

// Each page in every state that pictures are taken of.
for (const pageName of new Set(SCENES.map(({ page }) => page))) {
  const scenes = SCENES.filter(({ page }) => page === pageName);

  test(`${pageName}: axe, names and large text in every state and theme`, async ({ sluice }) => {
    test.setTimeout(scenes.length * 30_000);
    const stage = await openPopup(sluice);
    const tab = await sluice.context.newPage();
    for (const scene of scenes) {
      await setStage(stage, scene);
      const page = await openScene(sluice, scene, tab);
      const faults = await findViolationsInEveryLook(page);
      faults.push(...(await rolesWithoutName(page)).map((role) => `A ${role} has no name.`));
      await page.addStyleTag({ content: TEXT_OF_200_PERCENT });
      for (const direction of ['ltr', 'rtl']) {
        await page.evaluate((dir) => document.documentElement.setAttribute('dir', dir), direction);
        faults.push(...(await findCutText(page)).map((fault) => `At 200 %, ${direction}: ${fault}`));
      }
      expect.soft(faults, `${scene.page}, ${scene.state}`).toEqual([]);
      if (page !== tab) await page.close();
    }
  });
}

// The longest words, and those that are read from the right.
for (const language of ['de', 'he']) {
  test.describe(`in a browser whose language is ${language}`, () => {
    test.use({ language });

    test('no page cuts its words off, at 200 % text either', async ({ sluice }) => {
      test.setTimeout(SCENES.length * 10_000);
      const stage = await openPopup(sluice);
      const tab = await sluice.context.newPage();
      for (const scene of SCENES) {
        await setStage(stage, scene);
        const page = await openScene(sluice, scene, tab);
        const faults = await findCutText(page);
        await page.addStyleTag({ content: TEXT_OF_200_PERCENT });
        faults.push(...(await findCutText(page)).map((fault) => `At 200 %: ${fault}`));
        expect.soft(faults, `${scene.page}, ${scene.state}`).toEqual([]);
        if (page !== tab) await page.close();
      }
    });
  });
}
