import { agreedValues } from '../../browser/agreed-values.ts';
import { POPUP_SIZE } from '../../browser/popup-size.ts';
import { SILENT_POLICY } from '../../browser/silent-policy.ts';
import { pastRows, storeRows } from '../picture-rows.ts';
import type { Scene } from '../scene.ts';

/** A shot of one of the extension's pages, in the size in which it stands in the picture. */
export type StoreShot = {
  scene: Scene;
  theme: 'light' | 'dark';
  size: { width: number; height: number };
};

/** A picture for the stores: what it shows, and how it is put together. */
export type StorePicture = {
  name: string;
  /** In pixels, as the stores demand it. */
  size: { width: number; height: number };
  /** `popups`: words beside them; `window`: words above it; `banner`: mark and words, beside what is shown, if anything. */
  layout: 'popups' | 'window' | 'banner';
  shots: readonly StoreShot[];
};

const SCREENSHOT = { width: 1_280, height: 800 };
const WINDOW = { width: 1_120, height: 606 };
/** Downloads are held, as they are for a person who agrees. */
const HOLDING = agreedValues({ ...SILENT_POLICY, mode: 'block', holdUntilScanned: true });
const POPUP: Scene = { page: 'popup', state: 'store', rows: storeRows, values: HOLDING };

function screenshot(name: string, scene: Scene, theme: 'light' | 'dark' = 'light'): StorePicture {
  return { name, size: SCREENSHOT, layout: 'window', shots: [{ scene, theme, size: WINDOW }] };
}

/**
 * The pictures that the stores show. Sizes: https://developer.chrome.com/docs/webstore/images; Edge takes the same, Firefox
 * any. Screenshots are named in the order in which they are shown.
 */
export const STORE_PICTURES: readonly StorePicture[] = [
  {
    name: '1-popup',
    size: SCREENSHOT,
    layout: 'popups',
    shots: [
      { scene: POPUP, theme: 'light', size: POPUP_SIZE },
      { scene: POPUP, theme: 'dark', size: POPUP_SIZE },
    ],
  },
  screenshot('2-history', { page: 'history', state: 'store', rows: (now) => pastRows(50, now) }),
  screenshot('3-details', {
    page: 'history',
    state: 'store',
    place: '#scan=picture-2',
    rows: (now) => pastRows(50, now),
  }),
  screenshot(
    '4-downloads',
    { page: 'options', state: 'store', place: '#downloads', values: HOLDING },
    'dark',
  ),
  screenshot('5-consent', { page: 'welcome', state: 'store', values: { consent: null, connection: null } }),
  { name: 'tile-small', size: { width: 440, height: 280 }, layout: 'banner', shots: [] },
  {
    name: 'tile-marquee',
    size: { width: 1_400, height: 560 },
    layout: 'banner',
    shots: [
      { scene: POPUP, theme: 'light', size: POPUP_SIZE },
      { scene: POPUP, theme: 'dark', size: POPUP_SIZE },
    ],
  },
];
