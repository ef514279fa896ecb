import type { HeldDownload } from './hold-gate.ts';
import type { KeepAlive } from './keep-alive.ts';

/** What the browser is told of a request in the end. */
export type Decision = { cancel?: boolean };
/** What is known of a download when it is held. */
export type HeldFacts = Omit<HeldDownload, 'go' | 'stop' | 'whenGone'>;

/** Requests that wait for a decision. */
export type RequestHolds = {
  /** Holds a request until the first of: its listener decides, it is gone, the grace after its time is over. */
  hold: (requestId: string, facts: HeldFacts, listener: (held: HeldDownload) => void) => Promise<Decision>;
  /** A request is over without a decision: its tab was closed, or the server broke off. */
  forget: (requestId: string) => void;
};

/** Answers whether it was decided by this. */
type Decide = (decision: Decision) => boolean;

/** Whoever has not decided so long after `waitsUntil` never will, in ms: what is in doubt is let through. */
const GRACE_MS = 10_000;

/**
 * Makes the keeper of held requests.
 * @param deps.keepAlive Firefox suspends a background that only waits, and lets go of what it held
 * @param deps.now ms since 1970
 */
export function createRequestHolds({
  keepAlive,
  now,
}: {
  keepAlive: KeepAlive;
  now: () => number;
}): RequestHolds {
  const waiting = new Map<string, Decide>();
  const goneListeners = new Map<string, () => void>();

  function waitFor(requestId: string, waitsUntil: number): { decided: Promise<Decision>; decide: Decide } {
    let resolve: (decision: Decision) => void = () => {};
    const decided = new Promise<Decision>((onDecided) => {
      resolve = onDecided;
    });
    let isDecided = false;
    const timer = setTimeout(() => decide({}), waitsUntil - now() + GRACE_MS);
    const decide: Decide = (decision) => {
      if (isDecided) return false;
      isDecided = true;
      clearTimeout(timer);
      waiting.delete(requestId);
      goneListeners.delete(requestId);
      resolve(decision);
      return true;
    };
    waiting.set(requestId, decide);
    return { decided, decide };
  }

  return {
    hold(requestId, facts, listener) {
      const { decided, decide } = waitFor(requestId, facts.waitsUntil);
      listener({
        ...facts,
        go: () => void decide({}),
        stop: async () => decide({ cancel: true }),
        whenGone: (gone) => waiting.has(requestId) && void goneListeners.set(requestId, gone),
      });
      return keepAlive(() => decided);
    },
    forget(requestId) {
      const gone = goneListeners.get(requestId);
      waiting.get(requestId)?.({});
      gone?.();
    },
  };
}
