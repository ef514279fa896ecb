import { askOffscreen } from './offscreen-messages.ts';

const PAGE = 'offscreen.html';

/** Chromium's, and in no types that are here: https://developer.chrome.com/docs/extensions/reference/api/offscreen */
declare const chrome: {
  /** There while the optional permission is. */
  offscreen?: {
    createDocument: (options: { url: string; reasons: string[]; justification: string }) => Promise<void>;
    closeDocument: () => Promise<void>;
  };
  runtime: { getContexts: (filter: { contextTypes: string[] }) => Promise<unknown[]> };
};

/** The browser's interface for the one document, and the way to it. */
export type OffscreenBrowser = {
  /** Whether this browser has such documents, and the person lets us have one. */
  isAvailable: () => boolean;
  hasDocument: () => Promise<boolean>;
  /** Settles once the document's script has run. */
  createDocument: () => Promise<void>;
  closeDocument: () => Promise<void>;
  /** Rejects where there is no document, or where it went away before it answered. */
  ask: (name: string, request: unknown) => Promise<unknown>;
};

/** Makes the port. */
export function createOffscreenBrowser(): OffscreenBrowser {
  return {
    isAvailable: () => chrome.offscreen !== undefined,
    hasDocument: async () => {
      if (chrome.offscreen === undefined) return false;
      return (await chrome.runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT'] })).length > 0;
    },
    createDocument: async () =>
      chrome.offscreen?.createDocument({
        url: PAGE,
        reasons: ['BLOBS'],
        justification: 'Copies files that are held until they are scanned, and hands them out.',
      }),
    closeDocument: async () => chrome.offscreen?.closeDocument(),
    ask: askOffscreen,
  };
}
