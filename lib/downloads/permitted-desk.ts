import type { ByteDesk } from './byte-desk.ts';

/**
 * A desk that asks the browser first whether a site may be read, since a transfer that is not allowed ends like one
 * whose site is gone. It can't be known of where a site redirects to.
 * @param mayRead whether this extension may read from an origin
 */
export function createPermittedDesk(desk: ByteDesk, mayRead: (origin: string) => Promise<boolean>): ByteDesk {
  return {
    ...desk,
    async copyLink(request) {
      const origin = originOf(request.address);
      if (origin !== undefined && !(await mayRead(origin))) return { kind: 'refused', because: 'no-access' };
      return desk.copyLink(request);
    },
  };
}

/** The site whose bytes these are; of `blob:` the one that made them, and of `data:` none. */
function originOf(address: string): string | undefined {
  if (!/^(?:https?|blob):/i.test(address) || !URL.canParse(address)) return undefined;
  const { origin } = new URL(address);
  return origin === 'null' ? undefined : origin;
}
