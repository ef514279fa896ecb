import { Readable } from 'node:stream';
import { type Dispatcher, fetch, type Response } from 'undici';
import { FetchError } from '../errors.ts';
import type { SampleStore } from '../storage/sample-store.ts';
import { createFetchClock, type FetchClock } from './fetch-clock.ts';
import type { FetchLimits } from './fetch-limits.ts';
import type { FetchedSample } from './fetched-sample.ts';
import { type LinkReader, type LinkRequest, toLinkRequest, toRedirect } from './link-request.ts';
import { retryTransient } from './retry-transient.ts';
import { toNetworkError } from './to-network-error.ts';

/** What comes with the whole file. Other successes (204, 205, 206) have none or a part, which says nothing of the file. */
const WHOLE: readonly number[] = [200, 203];

export type FetchLinkDeps = {
  samples: SampleStore;
  limits: FetchLimits;
  /** Makes the connection of each hop, and refuses it with AddressRefusedError. */
  agent: Dispatcher;
  stop: AbortSignal;
  reader: LinkReader;
};

/**
 * Fetches a link to disk, with retries.
 * @throws FetchError or TooLargeError; their messages hold nothing of the address.
 */
export function fetchLink(link: string, deps: FetchLinkDeps): Promise<FetchedSample> {
  return retryTransient(deps.limits, deps.stop, () => fetchOnce(link, deps));
}

async function fetchOnce(
  link: string,
  { samples, limits, agent, stop, reader }: FetchLinkDeps,
): Promise<FetchedSample> {
  const clock = createFetchClock(limits, stop);
  try {
    const { response, url } = await followRedirects(
      toLinkRequest(new URL(link), reader),
      limits,
      clock,
      agent,
    );
    const body = response.body === null ? Readable.from([]) : Readable.from(clock.watch(response.body));
    return { sample: await samples.write(body), name: toName(response, url) };
  } catch (error) {
    throw toNetworkError(error, clock.signal);
  } finally {
    clock.stop();
  }
}

async function followRedirects(
  first: LinkRequest,
  limits: FetchLimits,
  clock: FetchClock,
  agent: Dispatcher,
): Promise<{ response: Response; url: URL }> {
  let request = first;
  for (let hop = 0; hop <= limits.maxRedirects; hop += 1) {
    clock.expectWithin(limits.headersMs);
    const response = await fetch(request.url, {
      headers: request.headers,
      redirect: 'manual',
      signal: clock.signal,
      dispatcher: agent,
    });
    const location = response.headers.get('location');
    if (response.status >= 300 && response.status < 400 && location !== null) {
      await response.body?.cancel();
      request = toRedirect(request, location);
    } else if (WHOLE.includes(response.status)) return { response, url: request.url };
    else {
      await response.body?.cancel();
      throw toStatusError(response.status);
    }
  }
  throw new FetchError('too_many_redirects', `More than ${limits.maxRedirects} redirects.`, {
    transient: false,
  });
}

function toStatusError(status: number): FetchError {
  const transient = status >= 500 || status === 429 || status === 408;
  return new FetchError('http_status', `The server answered with status ${status}.`, { transient, status });
}

function toName(response: Response, url: URL): string | null {
  const header = response.headers.get('content-disposition') ?? '';
  const extended = /filename\*\s*=\s*utf-8''([^;\s]+)/i.exec(header)?.[1];
  const plain =
    /filename\s*=\s*"([^"]*)"/i.exec(header)?.[1] ?? /filename\s*=\s*([^;\s]+)/i.exec(header)?.[1];
  const named = extended === undefined ? plain : decode(extended);
  const name = named ?? decode(url.pathname.split('/').at(-1) ?? '');
  return name === '' ? null : name.slice(0, 255);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
