import type { HeldDownload, HoldGate } from '../../lib/platform/hold-gate.ts';
import { createFakeEvent } from './fake-event.ts';

/** One request whose answer is held. */
export type FakeRequest = {
  outcome: () => 'waits' | 'went' | 'stopped' | 'over';
  /** Its tab is closed, or its site breaks off. */
  end: () => void;
};

/** A browser that holds the answers to requests, as Firefox does: there is no download before one goes on. */
export type FakeRequests = {
  gate: HoldGate;
  /** A request is answered, and held. What comes of it once it goes on is the test's. */
  ask: (given?: Partial<Pick<HeldDownload, 'addresses' | 'size' | 'type' | 'mayBeListed'>>) => FakeRequest;
  /** The background dies: nobody listens any more, and what was held goes on. */
  loseWorker: () => void;
};

/** How long the answer to a request is held, in ms. */
const WAITS_MS = 50_000;

/** @param now milliseconds since 1970 */
export function createFakeRequests(now: () => number): FakeRequests {
  const held = createFakeEvent<[held: HeldDownload]>();
  const waiting = new Set<() => void>();

  return {
    gate: { onHeld: (listener) => void held.add(listener) },
    ask(given = {}) {
      let outcome: ReturnType<FakeRequest['outcome']> = 'waits';
      let tellGone = () => {};
      const decide = (next: typeof outcome) => {
        const isFirst = outcome === 'waits';
        if (isFirst) outcome = next;
        waiting.delete(go);
        return isFirst;
      };
      const go = () => void decide('went');
      waiting.add(go);
      held.fire({
        downloadId: undefined,
        addresses: ['https://files.example.org/setup.exe'],
        page: 'https://files.example.org/',
        name: 'setup.exe',
        size: 1_000,
        type: 'application/octet-stream',
        method: 'GET',
        isPrivateWindow: false,
        isOwn: false,
        mayBeListed: false,
        canName: false,
        waitsUntil: now() + WAITS_MS,
        ...given,
        go,
        stop: async () => decide('stopped'),
        whenGone(listener) {
          tellGone = listener;
        },
      });
      return {
        outcome: () => outcome,
        end() {
          if (decide('over')) tellGone();
        },
      };
    },
    loseWorker() {
      held.clear();
      for (const go of [...waiting]) go();
    },
  };
}
