import { FetchError } from '../errors.ts';

/** A hop of a link's redirects, ready to be requested. */
export type LinkRequest = { url: URL; headers: Record<string, string> };

/**
 * Takes user name and password out of the address and puts them into a header, since `fetch` refuses such addresses.
 * @throws FetchError `unsupported_scheme` for anything but http and https.
 */
export function toLinkRequest(link: URL): LinkRequest {
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
    accept: '*/*',
    'user-agent': 'Sluice-local-scanner',
  };
  if (link.username !== '' || link.password !== '') {
    const pair = `${decodeURIComponent(link.username)}:${decodeURIComponent(link.password)}`;
    headers.authorization = `Basic ${Buffer.from(pair).toString('base64')}`;
  }
  return { url, headers };
}

/** The next hop. Credentials follow only to the same origin, as browsers do it. */
export function toRedirect(from: LinkRequest, location: string): LinkRequest {
  const next = URL.parse(location, from.url.href);
  if (next === null) {
    throw new FetchError('bad_redirect', 'The server redirects to an address that is not one.', {
      transient: false,
    });
  }
  const request = toLinkRequest(next);
  const authorization = from.headers.authorization;
  if (authorization !== undefined && next.origin === from.url.origin)
    request.headers.authorization ??= authorization;
  return request;
}
