import type { Page } from '@playwright/test';
import type { Hold } from '../../lib/core/hold.ts';
import type { PageLink } from '../../lib/core/page-link.ts';
import type { Scan } from '../../lib/core/scan.ts';

export type SceneRows = { scans: readonly Scan[]; holds: readonly Hold[] };

/** One page in one state, as a picture is taken of it. */
export type Scene = {
  /** The page, without `.html`. */
  page: string;
  /** What the picture is called after the page: `busy`. */
  state: string;
  /** What the page's address ends in: `#scan=1`. */
  place?: string;
  /** The scans and held downloads in the store. @param now milliseconds since 1970 */
  rows?: (now: number) => SceneRows;
  /** What `storage.local` holds besides a connection and a person's consent; null takes one of those away. */
  values?: Readonly<Record<string, unknown>>;
  /** What the administrator has set. */
  managed?: Readonly<Record<string, unknown>>;
  /** What the page is told that another page holds; that it can't be read, where it is left out. */
  links?: readonly PageLink[];
  /** Brings the open page into its state. */
  play?: (page: Page) => Promise<void>;
  /** The whole page, however long; what the window shows, where it is left out. */
  isWhole?: boolean;
};
