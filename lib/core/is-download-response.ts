import { toMimeEssence } from './mime-essence.ts';
import { splitName } from './safe-name.ts';

/** What an answer says of itself before its body. */
export type ResponseFacts = {
  status: number;
  /** `Content-Disposition` says so. */
  isAttachment: boolean;
  /** `Content-Type` as it was sent, '' where it was not. */
  type: string;
  /** Of the file, by the header or the address; untrusted. */
  name: string;
};

/** Kinds that Firefox shows in a tab, measured in Firefox 153; the rest of them it saves. */
const SHOWN = new Set([
  ...['html', 'xhtml+xml', 'xml', 'mathml+xml', 'rdf+xml', 'vnd.wap.xhtml+xml'].map(
    (kind) => `application/${kind}`,
  ),
  ...['json', 'javascript', 'x-javascript', 'ecmascript'].map((kind) => `application/${kind}`),
  // A PDF opens in the browser's own viewer.
  ...['pdf', 'ogg', 'http-index-format', 'x-view-source'].map((kind) => `application/${kind}`),
  // Not a file: it is offered for installation, and the browser asks by itself.
  'application/x-xpinstall',
  'multipart/x-mixed-replace',
  ...['svg+xml', 'png', 'apng', 'jpeg', 'jpg', 'pjpeg', 'gif', 'webp', 'avif', 'bmp', 'x-ms-bmp'].map(
    (kind) => `image/${kind}`,
  ),
  ...['x-icon', 'vnd.microsoft.icon', 'icon', 'x-png'].map((kind) => `image/${kind}`),
  ...['mpeg', 'mp3', 'ogg', 'opus', 'flac', 'x-flac', 'aac', 'mp4', 'x-m4a', 'webm'].map(
    (kind) => `audio/${kind}`,
  ),
  ...['mp4', 'webm', 'x-matroska', 'quicktime', 'x-m4v', '3gpp'].map((kind) => `video/${kind}`),
]);

/** Of `text/…` Firefox shows all but these. */
const SAVED_TEXTS = new Set(
  [
    ...['calendar', 'x-calendar', 'vcalendar', 'x-vcalendar', 'vcard', 'x-vcard', 'x-vcf', 'directory'],
    ...[
      'csv',
      'x-csv',
      'comma-separated-values',
      'tsv',
      'tab-separated-values',
      'rtf',
      'ldif',
      'qif',
      'x-qif',
    ],
    ...['ofx', 'vnd.sun.j2me.app-descriptor', 'x-ms-iqy', 'x-ms-odc', 'x-ms-rqy', 'x-ms-contact'],
  ].map((kind) => `text/${kind}`),
);

/** Where the type is one of these or none at all, Firefox looks at the bytes: binary ones are saved. */
const LOOKED_AT = new Set(['', '*/*', 'application/x-unknown-content-type']);
/** A text may be any file that a server does not know. Firefox looks at the bytes of just these, letter by letter. */
const LOOKED_AT_TEXTS = new Set([
  'text/plain',
  ...['UTF-8', 'ISO-8859-1', 'iso-8859-1'].map((charset) => `text/plain; charset=${charset}`),
]);

/** Endings of files that are binary for sure. Whoever serves a page under them waits for its scan. */
const BINARY_ENDING =
  /^\.(exe|com|scr|dll|cpl|msi|msix|appx|apk|jar|dmg|pkg|deb|rpm|iso|img|vhdx?|bin|dat|lnk|chm|zip|7z|rar|cab|arj|ace|gz|tgz|bz2|xz|zst|tar|docx?|docm|dotm?|xlsx?|xlsm|xlsb|xll|pptx?|pptm|ppsx?|od[tsp]|rtf|one)$/i;

const TYPE = /^[!#$%&'*+.^_`|~\w-]+\/[!#$%&'*+.^_`|~\w-]+$/;

/**
 * Tells whether an answer will become a download in Firefox rather than a page. One that only its bytes could tell
 * of is judged by its name. A page that was asked for with `<a download>` can't be told from one that is shown.
 */
export function isDownloadResponse({ status, isAttachment, type, name }: ResponseFacts): boolean {
  // Answers without a body, and pages of errors whatever they say of themselves, become no file.
  if (status < 200 || status > 299 || status === 204 || status === 205) return false;
  if (isAttachment) return true;
  const essence = toEssence(type);
  if (LOOKED_AT.has(essence) || LOOKED_AT_TEXTS.has(type.trim())) {
    return BINARY_ENDING.test(splitName(name).ending);
  }
  if (essence.startsWith('text/')) return SAVED_TEXTS.has(essence);
  return !SHOWN.has(essence);
}

/** The type without its parameters; '' where it is none. */
function toEssence(type: string): string {
  const essence = toMimeEssence(type);
  return TYPE.test(essence) ? essence : '';
}
