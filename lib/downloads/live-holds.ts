import type { StagedCopy } from '../core/hold.ts';
import type { HeldDownload } from '../platform/hold-gate.ts';

/**
 * How long after a request was let go its download may begin, in ms: Firefox may ask the person first where to save it.
 */
export const BEGINS_WITHIN_MS = 120_000;

/** How far a try to get at a file's bytes is. */
export type CopyTry = 'untried' | 'running' | 'done' | 'failed';

/** What is known of a hold while this worker lives. None of it may be needed by the next one. */
export type LiveHold = {
  /** There while the browser waits for us. */
  gate: HeldDownload | undefined;
  /**
   * Until when the browser may make a download of a request that was let go, in ms since 1970. In Firefox there is
   * none before.
   */
  beginsBy: number | undefined;
  /** The browser lists the download of a request already while it is held: none begins once it is let go. */
  isListed: boolean;
  /** The marked name that it was let go under before anybody had decided: it may not be recorded as held yet. */
  letGoAs: string | undefined;
  /** The request was over before it was let go: nothing will begin. */
  isMissed: boolean;
  /** Its end was seen while it happened, and was not Sluice's own doing. */
  wasSeenToEnd: boolean;
  /** Sluice is taking the browser's copy away, or has done so. */
  isTakenAway: boolean;
  /** A copy through the address. */
  byLink: CopyTry;
  /** A copy of the file on the disk. */
  byFile: CopyTry;
  copy: StagedCopy | undefined;
  /** What the browser was told last to call our copy. */
  wantedName: string | undefined;
  /** The browser was asked to go on with an interrupted one. */
  wasResumed: boolean;
};

/** The live holds by id. */
export type LiveHolds = {
  of: (id: string) => LiveHold;
  forget: (id: string) => void;
  /** Whether the browser waits for this one. */
  isHeld: (id: string) => boolean;
  /** Whether the browser waits for any. */
  isAnyHeld: () => boolean;
};

/** Makes the memory of this worker's holds. */
export function createLiveHolds(): LiveHolds {
  const holds = new Map<string, LiveHold>();
  return {
    of(id) {
      const known = holds.get(id);
      if (known !== undefined) return known;
      const live: LiveHold = {
        gate: undefined,
        beginsBy: undefined,
        isListed: false,
        letGoAs: undefined,
        isMissed: false,
        wasSeenToEnd: false,
        isTakenAway: false,
        byLink: 'untried',
        byFile: 'untried',
        copy: undefined,
        wantedName: undefined,
        wasResumed: false,
      };
      holds.set(id, live);
      return live;
    },
    forget: (id) => void holds.delete(id),
    isHeld: (id) => holds.get(id)?.gate !== undefined,
    isAnyHeld: () => [...holds.values()].some(({ gate }) => gate !== undefined),
  };
}
