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
  const waiting = new Map<string, (decision: Decision) => void>();
  const mourners = new Map<string, () => void>();

  function waitFor(requestId: string, waitsUntil: number): Promise<Decision> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => decide({}), waitsUntil - now() + GRACE_MS);
      const decide = (decision: Decision) => {
        clearTimeout(timer);
        waiting.delete(requestId);
        mourners.delete(requestId);
        resolve(decision);
      };
      waiting.set(requestId, decide);
    });
  }

  return {
    hold(requestId, facts, listener) {
      const decided = waitFor(requestId, facts.waitsUntil);
      const decide = waiting.get(requestId) ?? (() => {});
      listener({
        ...facts,
        go: () => decide({}),
        async stop() {
          decide({ cancel: true });
        },
        whenGone: (mourner) => waiting.has(requestId) && void mourners.set(requestId, mourner),
      });
      return keepAlive(() => decided);
    },
    forget(requestId) {
      const mourner = mourners.get(requestId);
      waiting.get(requestId)?.({});
      mourner?.();
    },
  };
}
