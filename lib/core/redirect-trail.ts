/** Remembers the addresses that a request was sent on from. */
export type RedirectTrail = {
  /** A request was sent on from an address. */
  add: (requestId: string, address: string) => void;
  /** The addresses of a request before its last one, and forgets them. */
  take: (requestId: string) => readonly string[];
};

/** As many as a browser follows. */
const MAX_STEPS = 20;
/** Requests that never come to an answer are forgotten behind so many younger ones. */
const MAX_REQUESTS = 200;

/** Makes an empty memory, bounded in requests and in steps. */
export function createRedirectTrail(): RedirectTrail {
  const trails = new Map<string, readonly string[]>();
  return {
    add(requestId, address) {
      const trail = [...(trails.get(requestId) ?? []), address].slice(-MAX_STEPS);
      trails.delete(requestId);
      trails.set(requestId, trail);
      const [oldest] = trails.keys();
      if (trails.size > MAX_REQUESTS && oldest !== undefined) trails.delete(oldest);
    },
    take(requestId) {
      const trail = trails.get(requestId) ?? [];
      trails.delete(requestId);
      return trail;
    },
  };
}
