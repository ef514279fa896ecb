/** Draws `public/icon/<size>.png` from `icon.svg`. Run it after the drawing has changed: `node scripts/icons/make-icons.ts`. */
import { readFile } from 'node:fs/promises';
import { chromium } from '@playwright/test';
import { ensureBrowser } from '../browser/ensure-browser.ts';

const SIZES = [16, 24, 32, 48, 96, 128];

const root = new URL('../../', import.meta.url);
const svg = await readFile(new URL('./icon.svg', import.meta.url), 'utf8');
const { path } = await ensureBrowser();
const browser = await chromium.launch({ executablePath: path, args: ['--no-sandbox', '--headless=new'] });
const page = await browser.newPage();
for (const size of SIZES) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>*{margin:0}svg{display:block;width:100vw;height:100vh}</style>${svg}`);
  await page.screenshot({ path: new URL(`public/icon/${size}.png`, root).pathname, omitBackground: true });
}
await browser.close();
