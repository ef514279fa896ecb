import { FetchError } from '../errors.ts';

/** Who asks: a page is asked for as a browser does it. `userAgent` null is our own. */
export type LinkReader = { page: boolean; userAgent: string | null };

/** A hop of a link's redirects, ready to be requested. */
export type LinkRequest = { url: URL; headers: Record<string, string>; reader: LinkReader };

/**
 * Takes user name and password out of the address and puts them into a header, since `fetch` refuses such addresses.
 * @throws FetchError `unsupported_scheme` for anything but http and https.
 */
export function toLinkRequest(link: URL, reader: LinkReader): LinkRequest {
  if (link.protocol !== 'http:' && link.protocol !== 'https:') {
    throw new FetchError('unsupported_scheme', 'Only http and https links can be fetched.', {
      transient: false,
    });
  }
  const url = new URL(link);
  url.username = '';
  url.password = '';
  // `identity`: the bytes that are scanned are then the bytes that a download would store.
  const headers: Record<string, string> = {
    'accept-encoding': 'identity',
    accept: reader.page ? 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' : '*/*',
    'user-agent': reader.userAgent ?? 'Sluice-local-scanner',
  };
  if (link.username !== '' || link.password !== '') {
    const pair = `${decodeURIComponent(link.username)}:${decodeURIComponent(link.password)}`;
    headers.authorization = `Basic ${Buffer.from(pair).toString('base64')}`;
  }
  return { url, headers, reader };
}

/** The next hop. Credentials follow only to the same origin, as browsers do it. */
export function toRedirect(from: LinkRequest, location: string): LinkRequest {
  const next = URL.parse(location, from.url.href);
  if (next === null) {
    throw new FetchError('bad_redirect', 'The server redirects to an address that is not one.', {
      transient: false,
    });
  }
  const request = toLinkRequest(next, from.reader);
  const authorization = from.headers.authorization;
  if (authorization !== undefined && next.origin === from.url.origin)
    request.headers.authorization ??= authorization;
  return request;
}
