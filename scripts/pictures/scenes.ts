import type { Page } from '@playwright/test';
import type { PageLink } from '../../lib/core/page-link.ts';
import { busyRows, longNameRows, pastRows, troubleRows } from './picture-rows.ts';
import type { Scene } from './scene.ts';

const LOCKED = {
  server: 'https://api.eu.perception-point.io',
  token: 'a-token-of-the-administrator',
  consent: true,
  mode: 'block',
  holdUntilScanned: true,
  scanTimeLimitSeconds: 60,
  onTooLarge: 'remove',
  keepDays: 90,
  theme: 'system',
  allow: [{ kind: 'host', host: '*.example.org', why: 'Our own servers' }],
  // A value that can't be taken is told of.
  onEncrypted: 'perhaps',
};

/** The parts of the settings. */
const SECTIONS = [
  'connection',
  'downloads',
  'lists',
  'privacy',
  'notifications',
  'appearance',
  'shortcuts',
  'data',
];

/** What a page may lead to: files, a page, and a host that reads as another. */
const PAGE_LINKS: readonly PageLink[] = [
  { address: 'https://files.example.org/setup.exe', text: 'Setup for Windows', isDownload: false },
  { address: 'https://files.example.org/report.pdf?year=2026', text: 'Annual report', isDownload: false },
  { address: 'https://files.example.org/export', text: 'All rows', isDownload: true },
  { address: 'https://xn--80ak6aa92e.com/invoice.zip', text: 'Your invoice', isDownload: false },
  { address: `https://files.example.org/${'a-long-name-'.repeat(8)}.zip`, text: '', isDownload: false },
  { address: 'https://www.example.org/about', text: 'About', isDownload: false },
];

/** In any language: its button has another name in each. */
async function openFirstMenu(page: Page): Promise<void> {
  await page.locator('[aria-haspopup=menu]').first().click();
}

/** Every page in every state that pictures are taken of. */
export const SCENES: readonly Scene[] = [
  { page: 'popup', state: 'empty' },
  { page: 'popup', state: 'not-connected', values: { connection: null } },
  { page: 'popup', state: 'no-consent', values: { consent: null } },
  { page: 'popup', state: 'busy', rows: busyRows },
  { page: 'popup', state: 'one', rows: (now) => pastRows(1, now) },
  { page: 'popup', state: 'many', rows: (now) => pastRows(50, now) },
  { page: 'popup', state: 'long-names', rows: longNameRows },
  { page: 'popup', state: 'trouble', rows: troubleRows },
  { page: 'popup', state: 'menu', rows: (now) => pastRows(5, now), play: openFirstMenu },
  { page: 'popup', state: 'locked', rows: (now) => pastRows(5, now), managed: LOCKED },
  { page: 'history', state: 'empty' },
  { page: 'history', state: 'one', rows: (now) => pastRows(1, now) },
  { page: 'history', state: 'many', rows: (now) => pastRows(50, now) },
  { page: 'history', state: 'busy', rows: busyRows },
  { page: 'history', state: 'long-names', rows: longNameRows },
  { page: 'history', state: 'trouble', rows: troubleRows },
  { page: 'history', state: 'details', place: '#scan=picture-2', rows: (now) => pastRows(5, now) },
  { page: 'links', state: 'files', links: PAGE_LINKS },
  { page: 'links', state: 'unreadable' },
  { page: 'welcome', state: 'empty', values: { consent: null, connection: null }, isWhole: true },
  { page: 'welcome', state: 'agreed', isWhole: true },
  { page: 'options', state: 'empty', values: { connection: null, consent: null } },
  ...SECTIONS.flatMap((section): Scene[] => [
    { page: 'options', state: section, place: `#${section}`, isWhole: true },
    { page: 'options', state: `${section}-locked`, place: `#${section}`, managed: LOCKED, isWhole: true },
  ]),
];
