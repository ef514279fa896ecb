import type { FateReason } from './decide-fate.ts';
import type { HoldState } from './hold-machine.ts';
import type { Notice } from './scan.ts';

// All these lists are stored with the holds: a word may be added, but never renamed or taken away.

/**
 * Where the bytes are, which tells what an act has to do:
 * `arriving` – with the browser, which has not completed the file;
 * `own-name`, `marked-name` – a file of that name;
 * `staged` – with Sluice only;
 * `nowhere` – not with anybody that Sluice knows of.
 */
export const HOLD_PLACES = ['arriving', 'own-name', 'marked-name', 'staged', 'nowhere'] as const;

export type HoldPlace = (typeof HOLD_PLACES)[number];

/** Why a file stood under its own name before anybody had said that it may. */
export const EXPOSED_REASONS = [
  'not-held',
  'worker-died',
  'name-overridden',
  // The browser would wait no longer, and has no other name to give it.
  'window-closed',
  // Our copy was complete, but the browser's could not be taken back.
  'not-taken-back',
] as const;

export type ExposedReason = (typeof EXPOSED_REASONS)[number];

/** Why a file is no more, though neither the policy nor a person asked Sluice to remove it. */
export const LOST_REASONS = ['person', 'interrupted', 'file-missing', 'bytes-missing', 'forgotten'] as const;

export type LostReason = (typeof LOST_REASONS)[number];

/** Why an act did not come off. It is tried again. */
export const HOLD_PROBLEMS = ['storage-full', 'browser-refused'] as const;

export type HoldProblem = (typeof HOLD_PROBLEMS)[number];

/** Who decided on a file. */
export const FATE_AUTHORS = ['verdict', 'policy', 'person'] as const;

export type FateAuthor = (typeof FATE_AUTHORS)[number];

/** What was decided, for the history. */
export const FATE_ACTS = ['release', 'keep', 'remove'] as const;

export type HoldFate = {
  do: (typeof FATE_ACTS)[number];
  by: FateAuthor;
  because: FateReason;
  /** What the author of the rule that decided says. Untrusted. */
  why?: string;
};

/** Our own complete copy of a file. */
export type StagedCopy = {
  /** Bytes. */
  size: number;
  /** Lower-case hex. */
  sha256?: string;
  /** Fetched a second time from a site, which need not give the same twice. */
  isAnew?: boolean;
};

/** A guarded download as it is kept. Times are milliseconds since 1970, UTC. */
export type Hold = {
  /** That of its scan, where the verdict will be found; and of its staged copy. */
  id: string;
  /** The browser's number of the download. Firefox counts anew in each session, and gives one after the hold only. */
  downloadId?: number;
  /** When the browser began it, as the browser says: tells downloads of the same number apart. */
  startedAt?: number;
  /** Of a private window: kept in memory only. */
  isPrivate?: boolean;
  /** The name that the file is to have, as the browser chose it. Untrusted. */
  name: string;
  /** Where Sluice itself fetches it, to save it once it is clean: there is no download of the browser's. */
  saveFrom?: string;
  /** The name that it was parked under. */
  markedName?: string;
  state: HoldState;
  place: HoldPlace;
  createdAt: number;
  updatedAt: number;
  /** When it came to rest. */
  finishedAt?: number;
  /** When something is to be done next. Absent where nothing happens without a person. */
  dueAt?: number;
  /** From when on the verdict is late. */
  limitAt: number;
  /** Until when the browser is sure to wait, with time to spare for an act. */
  heldUntil?: number;
  /** There while our copy is complete and is not needed elsewhere. */
  staged?: StagedCopy;
  /** The browser's number of our own download, which hands the staged copy over. */
  deliveryId?: number;
  /** What a person is asked about: the reason why nobody else decides. */
  question?: FateReason;
  fate?: HoldFate;
  /** When it was first found under its own name although it was not to be. */
  exposedAt?: number;
  exposedBecause?: ExposedReason;
  lostBecause?: LostReason;
  /** The scanner was given a second copy of agreeing size, and this very file could not be compared with that. */
  isOfCopy?: boolean;
  /** Whether the person is still to be told of the question, or of what became of the file. */
  notice?: Notice;
  /** Failed tries of an act in a row. */
  attempts: number;
  problem?: HoldProblem;
};
