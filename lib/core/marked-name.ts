import { bytesOf, cutToBytes, MAX_NAME_BYTES, splitName, toSafeName } from './safe-name.ts';

const MARK = '.unverified';
/** Room for what a browser adds: ".crdownload" while the bytes arrive, " (999)" where the name is taken. */
const ROOM = '.crdownload (999)'.length;
/** With what a browser puts behind a name that is taken. Firefox writes no space. */
const MARKED = /^.+\.unverified(?: ?\(\d{1,4}\))?(?:\.[^.]{1,16})?$/isu;

/**
 * Endings of the types that Chromium knows, for which it puts the type's own ending in the place of ours:
 * "report.pdf.unverified" lands as "report.pdf.pdf". Measured for html, js, pdf, png, txt and zip; the others stand
 * beside them in the same table (net/base/mime_util.cc). A wrong guess is harmless: the mark is there either way.
 */
const REPLACED = new Set(
  (
    'apng avif bmp css csv epub flac gif gz htm html ico jpeg jpg js json m4a m4v mht mhtml mjs mp3 mp4 oga ogg ' +
    'ogm ogv opus pdf png shtm shtml svg svgz text tgz tif tiff txt wasm wav webm webp woff woff2 xht xhtm xhtml ' +
    'xml xsl zip'
  ).split(' '),
);
const REPLACED_TYPE =
  /^(text|image|audio|video|font)\/|^application\/(pdf|zip|json|javascript|x-javascript|xhtml\+xml|xml|gzip|x-gzip|wasm|epub\+zip|ogg)\b/i;

/**
 * The name of a file that was not verified: "setup.exe.unverified", which no system starts; and where the browser
 * would replace such an ending, "report.unverified.pdf". Short enough for what a browser adds to it.
 * @param type MIME type as the browser knows it, where it does
 */
export function toMarkedName(name: string, type = ''): string {
  const room = MAX_NAME_BYTES - ROOM - MARK.length;
  const own = toSafeName(name, room);
  const { stem, ending } = splitName(own);
  const isReplaced = REPLACED_TYPE.test(type) || REPLACED.has(ending.slice(1).toLowerCase());
  if (!isReplaced) return own + MARK;
  // Without an ending of its own, the last one is the browser's to replace: the mark before it stays, whatever comes.
  if (ending === '') return cutToBytes(own, room - bytesOf(MARK)) + MARK + MARK;
  return stem + MARK + ending;
}

/** Tells whether a name bears the mark, also after a browser has counted it up ("setup.exe (1).unverified"). */
export function isMarkedName(name: string): boolean {
  return MARKED.test(name);
}
