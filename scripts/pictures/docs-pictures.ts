import { POPUP_SIZE } from '../browser/popup-size.ts';

/** A picture for the README: of a scene, in one language and theme, as large as it is shown. */
export type DocsPicture = {
  /** Page and state of a scene: `popup-busy`. */
  scene: string;
  language: string;
  theme: 'light' | 'dark';
  size: { width: number; height: number };
};

/** The pictures in `docs/pictures`, few and small, since every clone has them. */
export const DOCS_PICTURES: readonly DocsPicture[] = [
  { scene: 'popup-busy', language: 'en', theme: 'light', size: POPUP_SIZE },
  { scene: 'popup-many', language: 'en', theme: 'dark', size: POPUP_SIZE },
  { scene: 'popup-busy', language: 'he', theme: 'light', size: POPUP_SIZE },
  { scene: 'history-many', language: 'en', theme: 'light', size: { width: 1_000, height: 420 } },
  { scene: 'options-downloads', language: 'de', theme: 'dark', size: { width: 900, height: 460 } },
];
