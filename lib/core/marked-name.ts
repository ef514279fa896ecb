import { bytesOf, cutToBytes, MAX_NAME_BYTES, splitName, toSafeName } from './safe-name.ts';

const MARK = '.unverified';
/** Room for what a browser adds: ".crdownload" while the bytes arrive, " (999)" where the name is taken. */
const ROOM = '.crdownload (999)'.length;
/** What a browser puts behind a name that is taken, before its ending. Firefox writes no space. */
const COUNTED = /^(?<name>.+?)(?<count> ?\(\d{1,4}\))$/s;
const MARKED = /^(?<stem>.+)\.unverified(?<count> ?\(\d{1,4}\))?(?<ending>\.[^.]{1,16})?$/isu;

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
  return takeMark(name) !== undefined;
}

/**
 * The own name of a file that is found under a marked one, where no row tells it. Takes away one mark, the last, and
 * keeps the number that a browser put in. A name that bears no mark is answered as it is. Safe to save under.
 */
export function toOwnName(marked: string): string {
  const parts = takeMark(marked);
  if (parts === undefined) return toSafeName(marked);
  const { stem, ending, count } = parts;
  if (ending !== '') return toSafeName(stem + count + ending);
  if (count !== '') return toSafeName(insertCount(stem, count));
  // "setup.exe (1).unverified": the number stands before the mark, where "setup (1).exe" is meant.
  const counted = COUNTED.exec(stem)?.groups;
  const isMeant = counted?.name !== undefined && splitName(counted.name).ending !== '';
  return toSafeName(isMeant ? insertCount(counted.name ?? '', counted.count ?? '') : stem);
}

type MarkedParts = { stem: string; count: string; ending: string };

function takeMark(name: string): MarkedParts | undefined {
  const { stem, count = '', ending = '' } = MARKED.exec(name)?.groups ?? {};
  return stem === undefined ? undefined : { stem, count, ending };
}

function insertCount(name: string, count: string): string {
  const { stem, ending } = splitName(name);
  return stem + count + ending;
}
