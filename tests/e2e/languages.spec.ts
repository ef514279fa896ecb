import { expect } from '@playwright/test';
import { test } from './fixtures.ts';
import { openPopup } from './popup-page.ts';

const LANGUAGES = [
  { language: 'de', lang: 'de', dir: 'ltr', settings: 'Einstellungen' },
  { language: 'fr', lang: 'fr', dir: 'ltr', settings: 'Paramètres' },
  { language: 'es', lang: 'es', dir: 'ltr', settings: 'Ajustes' },
  { language: 'pt-BR', lang: 'pt-BR', dir: 'ltr', settings: 'Configurações' },
  { language: 'ja', lang: 'ja', dir: 'ltr', settings: '設定' },
  { language: 'he', lang: 'he', dir: 'rtl', settings: 'הגדרות' },
  // Sluice speaks no Arabic: its words are English, and so is the side that they are read from.
  { language: 'ar', lang: /^en/, dir: 'ltr', settings: 'Settings' },
];

for (const { language, lang, dir, settings } of LANGUAGES) {
  test.describe(`in a browser whose language is ${language}`, () => {
    test.use({ language });

    test(`the popup reads in its language, ${dir}`, async ({ sluice }) => {
      const popup = await openPopup(sluice);
      await expect(popup.locator('html')).toHaveAttribute('lang', lang);
      await expect(popup.locator('html')).toHaveAttribute('dir', dir);
      await expect(popup.getByRole('button', { name: settings })).toBeVisible();
    });
  });
}
