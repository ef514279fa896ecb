import browser, { type WebRequest } from 'webextension-polyfill';
import { toFirefoxName } from '../core/firefox-name.ts';
import { isDownloadResponse } from '../core/is-download-response.ts';
import { toMimeEssence } from '../core/mime-essence.ts';
import { createRedirectTrail } from '../core/redirect-trail.ts';
import { toRequestPatience } from '../core/request-patience.ts';
import type { HoldGate } from './hold-gate.ts';
import type { KeepAlive } from './keep-alive.ts';
import { createRequestHolds, type Decision, type HeldFacts } from './request-holds.ts';
import { type FileFacts, readFileFacts } from './response-headers.ts';

/**
 * What downloads come as: from links, forms and `<a download>` (main_frame), from frames, and from "Save Link As"
 * (other). What other extensions download is not shown to us.
 */
const FILTER = {
  urls: ['http://*/*', 'https://*/*'],
  types: ['main_frame', 'sub_frame', 'other'],
} satisfies WebRequest.RequestFilter;

type Answered = WebRequest.OnHeadersReceivedDetailsType;

/** What listens to the browser's requests. */
type RequestListeners = {
  onHeaders: (answered: Answered) => Decision | Promise<Decision>;
  onRedirect: (sent: WebRequest.OnBeforeRedirectDetailsType) => void;
  onError: (failed: WebRequest.OnErrorOccurredDetailsType) => void;
};

/**
 * Makes the gate of Firefox: it holds the answer to a request before its first byte is on the disk. It needs the
 * optional permissions `webRequest`, `webRequestBlocking` and `<all_urls>`, and follows their grant and removal.
 */
export function createRequestGate(deps: { keepAlive: KeepAlive; now: () => number }): HoldGate {
  return {
    onHeld(listener) {
      const trail = createRedirectTrail();
      const holds = createRequestHolds(deps);
      const listeners: RequestListeners = {
        onHeaders(answered) {
          const { requestId, url, statusCode, responseHeaders } = answered;
          // It goes on under the same number.
          if (statusCode >= 300 && statusCode <= 399) return {};
          const before = trail.take(requestId);
          const file = readFileFacts(responseHeaders, url);
          if (isOwn(answered) || !isDownloadResponse({ status: statusCode, ...file })) return {};
          return holds.hold(requestId, toFacts(answered, file, before, deps.now()), listener);
        },
        onRedirect: ({ requestId, url }) => trail.add(requestId, url),
        onError({ requestId }) {
          trail.take(requestId);
          holds.forget(requestId);
        },
      };
      register(listeners);
      const stayAwake = createStayAwake(deps.keepAlive);
      browser.permissions.onAdded.addListener(() => {
        if (register(listeners)) stayAwake.begin();
      });
      browser.permissions.onRemoved.addListener(() => {
        if (!isThere()) stayAwake.end();
      });
    },
  };
}

/**
 * Listens where the permission is there, once. Where it is taken away, the browser takes the interface with it, and
 * gives a new one when it is granted again.
 * @returns whether it has begun to
 */
function register({ onHeaders, onRedirect, onError }: RequestListeners): boolean {
  if (!isThere() || browser.webRequest.onHeadersReceived.hasListener(onHeaders)) return false;
  browser.webRequest.onHeadersReceived.addListener(onHeaders, FILTER, ['blocking', 'responseHeaders']);
  browser.webRequest.onBeforeRedirect.addListener(onRedirect, FILTER);
  browser.webRequest.onErrorOccurred.addListener(onError, FILTER);
  return true;
}

function isThere(): boolean {
  const webRequest: WebRequest.Static | undefined = browser.webRequest;
  return webRequest?.onHeadersReceived !== undefined;
}

/**
 * Firefox wakes a background only for listeners that stood in its first turn. After a grant it has none of requests
 * until it starts anew: so it must not be suspended before.
 */
function createStayAwake(keepAlive: KeepAlive): { begin: () => void; end: () => void } {
  let end = () => {};
  return {
    begin() {
      end();
      void keepAlive(
        () =>
          new Promise<void>((resolve) => {
            end = resolve;
          }),
      );
    },
    end: () => end(),
  };
}

/** Our own pages and our own downloads are no business of the guard. */
function isOwn({ originUrl, documentUrl }: Answered): boolean {
  const own = browser.runtime.getURL('');
  return [originUrl, documentUrl].some((url) => url?.startsWith(own));
}

function toFacts(
  { url, method, originUrl, documentUrl, incognito, type: requestType }: Answered,
  { name, size, type }: FileFacts,
  before: readonly string[],
  now: number,
): HeldFacts {
  return {
    downloadId: undefined,
    addresses: [...before, url],
    page: originUrl ?? documentUrl ?? '',
    // Told as it will be written: nobody is to read another name than the browser's.
    name: toFirefoxName(name),
    size,
    type: toMimeEssence(type),
    method: method.toUpperCase(),
    isPrivateWindow: incognito === true,
    isOwn: false,
    mayBeListed: requestType === 'other',
    canName: false,
    waitsUntil: now + toRequestPatience({ size, isSavedLink: requestType === 'other' }),
  };
}
