export const THEMES = ['system', 'light', 'dark'] as const;

export type Theme = (typeof THEMES)[number];

/** What a person, or an administrator, wants of Sluice besides the guard: how it looks, speaks and remembers. */
export type Preferences = {
  theme: Theme;
  /** Announces clean results too; bad news and failures are always announced. */
  notifyClean: boolean;
  /** Asks before the bytes of a document leave this machine. */
  askBeforeDocuments: boolean;
  /** Scans at rest are kept for so many days; 0: for ever. */
  keepDays: number;
  /** And no more of them than so many; 0: without a limit. */
  keepRows: number;
};

/** The most days or scans that a limit of the history can name: nine digits. */
export const MAX_KEPT = 999_999_999;

export const DEFAULT_PREFERENCES: Preferences = {
  theme: 'system',
  notifyClean: false,
  askBeforeDocuments: false,
  keepDays: 0,
  keepRows: 100_000,
};
