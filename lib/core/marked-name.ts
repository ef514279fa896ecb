import { splitName, toSafeName } from './safe-name.ts';

const MARK = '.unverified';
/**
 * Room for the file's own name, in bytes: Windows takes paths of 260 letters, and a browser that has to shorten a name
 * would cut the mark off.
 */
const ROOM = 120;
/** With what a browser puts behind a name that is taken. Firefox writes no space. */
const MARKED = /^.+\.unverified(?: ?\(\d{1,4}\))?(?:\.[^.]{1,16})?$/isu;
/** What no system starts by a click: it is shown, played or unpacked. */
const PASSIVE =
  /^\.(pdf|png|jpe?g|gif|web[mp]|avif|bmp|mp[34]|m4[av]|og[agv]|opus|wav|flac|txt|json|epub|zip|t?gz|docx|xlsx|pptx)$/i;
/** Types for which Chromium leaves the ending of a name alone. */
const NEUTRAL = /^(application|binary)\/octet-stream$/i;

/**
 * The name of a file that was not verified. Its own ending is not the last one: "setup.exe.unverified". For most types
 * Chromium puts their own ending in the place of the last one, whatever that is, but leaves ".exe": so the site's word
 * for a type must not bring the file's own ending back, nor take the mark away. What nobody can start keeps its ending,
 * "report.unverified.pdf"; all else gets one to be replaced, "setup.exe.unverified.unverified".
 * Measured in Chromium 156 (net/base/filename_util_internal.cc).
 * @param type MIME type as the browser knows it, where it does
 */
export function toMarkedName(name: string, type = ''): string {
  const own = toSafeName(name, ROOM);
  const { stem, ending } = splitName(own);
  if (NEUTRAL.test(type)) return own + MARK;
  if (PASSIVE.test(ending)) return stem + MARK + ending;
  return own + (type === '' ? MARK : MARK + MARK);
}

/** Tells whether a name bears the mark, also after a browser has counted it up ("setup.exe (1).unverified"). */
export function isMarkedName(name: string): boolean {
  return MARKED.test(name);
}
