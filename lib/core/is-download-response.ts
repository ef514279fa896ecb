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

/**
 * Kinds that Firefox shows in a tab, measured in Firefox 153; the rest of them it saves. A PDF opens in its own viewer;
 * `x-xpinstall` is no file: it is offered for installation, and the browser asks by itself.
 */
const SHOWN =
  /^(application\/(html|xhtml\+xml|(mathml\+|rdf\+|vnd\.wap\.xhtml\+)?xml|json|(x-)?javascript|ecmascript|pdf|ogg|http-index-format|x-view-source|x-xpinstall)|multipart\/x-mixed-replace|image\/(svg\+xml|(a|x-)?png|p?jpeg|jpg|gif|webp|avif|(x-ms-)?bmp|(x-|vnd\.microsoft\.)?icon)|audio\/(mpeg|mp3|ogg|opus|(x-)?flac|aac|mp4|x-m4a|webm)|video\/(mp4|webm|x-matroska|quicktime|x-m4v|3gpp))$/;

/** Of `text/…` Firefox shows all but these. */
const SAVED_TEXT =
  /^text\/((x-)?v?calendar|(x-)?vcard|x-vcf|directory|(x-)?csv|comma-separated-values|tsv|tab-separated-values|rtf|ldif|(x-)?qif|ofx|vnd\.sun\.j2me\.app-descriptor|x-ms-(iqy|odc|rqy|contact))$/;

/** Where the type is one of these or none at all, Firefox looks at the bytes: binary ones are saved. */
const LOOKED_AT = /^(\*\/\*|application\/x-unknown-content-type)?$/;
/** A text may be any file that a server does not know. Firefox looks at the bytes of just these, letter by letter. */
const LOOKED_AT_TEXT = /^text\/plain(; charset=(UTF-8|ISO-8859-1|iso-8859-1))?$/;

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
  if (LOOKED_AT.test(essence) || LOOKED_AT_TEXT.test(type.trim())) {
    return BINARY_ENDING.test(splitName(name).ending);
  }
  if (essence.startsWith('text/')) return SAVED_TEXT.test(essence);
  return !SHOWN.test(essence);
}

/** The type without its parameters; '' where it is none. */
function toEssence(type: string): string {
  const essence = toMimeEssence(type);
  return TYPE.test(essence) ? essence : '';
}
