import { isPrivateHost } from './host-rules.ts';
import type { WithheldReason } from './scan.ts';

/** Longest address that is sent to a scanner, in characters. */
export const MAX_URL_LENGTH = 16_384;
/** How much of a `data:` address is kept: enough to tell its type. */
const DATA_URL_KEPT = 64;
/** How much is kept of what is no address at all. */
const UNREADABLE_KEPT = 64;
/**
 * Control characters, those that are not seen at all, and those that change the direction of the text: "exe.fdp" in an
 * invoice's name can be made to read "pdf.exe" (https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing).
 */
const DECEPTIVE = /[\p{Cc}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}]/gu;
const SPACES = /[\s\u2800]+/gu;
/** Longest name, in UTF-16 units: what file systems take, and less than scanners do. */
const MAX_NAME_LENGTH = 255;
const ENDING_KEPT = 40;

/** What an address leads to, as far as can be told without a server. */
export type Target =
  | { kind: 'link'; url: string; host: string; name: string }
  | { kind: 'bytes'; url: string; host: string; name: string }
  | { kind: 'withheld'; reason: WithheldReason; url: string; host: string; name: string };

/**
 * Reads an address: whether a scanner can fetch it, whether only this browser has the bytes, or why it is kept back.
 * User names, passwords and fragments are taken out: they are for the site or the browser, never for a scanner.
 */
export function toTarget(address: string): Target {
  const text = address.trim();
  if (/^data:/i.test(text)) return dataTarget(text.slice(0, DATA_URL_KEPT));
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined) {
    return withheld('unsupported-scheme', withoutSecrets(text).slice(0, UNREADABLE_KEPT), '');
  }
  if (url.protocol === 'blob:') return blobTarget(url);
  url.username = '';
  url.password = '';
  url.hash = '';
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    // The id of another extension is in no network.
    const host = url.protocol.endsWith('-extension:') ? '' : url.hostname;
    return withheld(
      'unsupported-scheme',
      (url.host === '' ? withoutSecrets(url.href) : url.href).slice(0, MAX_URL_LENGTH),
      host,
    );
  }
  const name = nameOf(url);
  if (url.href.length > MAX_URL_LENGTH)
    return withheld('too-long', url.href.slice(0, MAX_URL_LENGTH), url.hostname);
  return { kind: 'link', url: url.href, host: url.hostname, name };
}

/**
 * Tells whether an address may be sent to a server. A private host may only be named to a scanner that itself
 * stands on a private address.
 */
export function mayBeSentTo(host: string, server: string): boolean {
  return !isPrivateHost(host) || isPrivateHost(new URL(server).hostname);
}

/**
 * Tells whether a file that was given to one scanner may go to another one: not from a scanner in one's own network to
 * one outside, without being asked.
 */
export function mayBeGivenTo(givenTo: string | undefined, server: string): boolean {
  return givenTo === undefined || mayBeSentTo(new URL(givenTo).hostname, server);
}

/**
 * The last part of a path, as a file's name for people: without characters that make it read as another name, without
 * runs of spaces that push its ending out of sight, and cut in the middle where it is longer than 255 characters.
 */
export function toFileName(path: string): string {
  const name = toPlainText(path.split(/[\\/]/).at(-1) ?? '');
  if (name.length <= MAX_NAME_LENGTH) return name;
  return `${name.slice(0, MAX_NAME_LENGTH - ENDING_KEPT - 1)}…${name.slice(-ENDING_KEPT)}`;
}

/** Text that reads as what it is. */
export function toPlainText(text: string): string {
  return text.replace(DECEPTIVE, '').replace(SPACES, ' ').trim();
}

function dataTarget(text: string): Target {
  const type = /^data:([^;,]*)/i.exec(text)?.[1] ?? '';
  return { kind: 'bytes', url: text, host: '', name: toPlainText(type) || 'data' };
}

function blobTarget(url: URL): Target {
  url.hash = '';
  return {
    kind: 'bytes',
    url: withoutSecrets(url.href).slice(0, MAX_URL_LENGTH),
    host: webHostOf(url.origin),
    name: toFileName(url.pathname),
  };
}

/** The host of a web address; '' for all else. */
export function webHostOf(address: string): string {
  const url = URL.parse(address);
  return url !== null && /^https?:$/.test(url.protocol) ? url.hostname : '';
}

function withheld(reason: WithheldReason, url: string, host: string): Target {
  return {
    kind: 'withheld',
    reason,
    url,
    host,
    name: host || toPlainText(url).slice(0, MAX_NAME_LENGTH),
  };
}

/**
 * For what the URL parser does not take apart, such as `view-source:https://user:password@host` or `user:password@host`:
 * all before the last `@` may be secret, but for the schemes it begins with.
 */
function withoutSecrets(text: string): string {
  return text.replace(/#.*/s, '').replace(/^((?:[a-z][a-z\d+.-]*:)*[\\/]{2})?.*@/is, '$1');
}

function nameOf(url: URL): string {
  const last = url.pathname.split('/').at(-1) ?? '';
  return toFileName(decode(last)) || url.hostname;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
