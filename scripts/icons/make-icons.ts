/**
 * Draws `public/icon/<size>.png` from `icon.svg`, and `<state>-<size>.png` for the toolbar button: the icon with a mark of
 * its own shape and colour for each state. Run it after the drawing has changed:
 * `node scripts/icons/make-icons.ts`.
 */
import { readFile } from 'node:fs/promises';
import { chromium } from '@playwright/test';
import { TOOLBAR_STATES, type ToolbarState } from '../../lib/core/toolbar-state.ts';
import { ensureBrowser } from '../browser/ensure-browser.ts';

const SIZES = [16, 24, 32, 48, 96, 128];

const TOOLBAR_SIZES = [16, 32];
/** In the drawing's own units, of which there are 24 each way. The ring of white keeps a mark apart from what is under it. */
const RING = 'stroke="#fff" stroke-width="1.6" paint-order="stroke"';
const MARKS: Readonly<Record<ToolbarState, string>> = {
  connected: '',
  working: `<circle cx="17" cy="17" r="6" fill="#0b6bcb" ${RING}/><path d="M13.4 17h.01M17 17h.01M20.6 17h.01" stroke="#fff" stroke-width="2.4" stroke-linecap="round"/>`,
  alarm: `<path d="M17 9l7 14H10z" fill="#c62828" stroke-linejoin="round" ${RING}/><path d="M17 14v4M17 20.6h.01" stroke="#fff" stroke-width="2.2" stroke-linecap="round"/>`,
  off: `<circle cx="17" cy="17" r="6" fill="#5f6b76" ${RING}/><path d="M13.2 20.8l7.6-7.6" stroke="#fff" stroke-width="2.4" stroke-linecap="round"/>`,
};

const root = new URL('../../', import.meta.url);
const svg = await readFile(new URL('./icon.svg', import.meta.url), 'utf8');
const { path } = await ensureBrowser();
const browser = await chromium.launch({ executablePath: path, args: ['--no-sandbox', '--headless=new'] });
const page = await browser.newPage();

async function draw(drawing: string, size: number, file: string): Promise<void> {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>*{margin:0}svg{display:block;width:100vw;height:100vh}</style>${drawing}`);
  await page.screenshot({ path: new URL(`public/icon/${file}.png`, root).pathname, omitBackground: true });
}

for (const size of SIZES) await draw(svg, size, String(size));
for (const state of TOOLBAR_STATES) {
  const marked = svg.replace('</svg>', `${MARKS[state]}</svg>`);
  // What is off is grey as a whole.
  const drawing = state === 'off' ? marked.replace('<svg ', '<svg style="filter:grayscale(1)" ') : marked;
  for (const size of TOOLBAR_SIZES) await draw(drawing, size, `${state}-${size}`);
}
await browser.close();
