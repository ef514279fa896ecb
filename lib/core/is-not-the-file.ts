import { isLocked } from './is-locked.ts';
import { isPageType } from './is-page-type.ts';
import { toMimeEssence } from './mime-essence.ts';
import type { Problem } from './problem.ts';
import type { FallBackReason, Sample, Scan, ScanResult } from './scan.ts';

/** Endings of names under which a web page is no surprise: pages, programs of a site, and texts that may read as one. */
const PAGE_ENDING =
  /\.([xsp]?html?|xht|mht(ml)?|php\d?|aspx?|jspx?|cgi|cfm|do|txt|text|md|xml|svg|css|m?jsx?|vue|csv|json|eml|te?m?pl)$/i;
/** An ending at all. */
const ENDING = /[^.]\.[a-z\d]{1,10}$/i;
/** Types by which a server says nothing of a file, and those of texts, which may read as a page. */
const TELLS_NOTHING =
  /^(|text\/.*|application\/((x-)?(octet-stream|download|force-download|unknown|binary|javascript|json|xml).*)|binary\/.*|unknown\/.*)$/i;

/** What the browser got: its type as a MIME type, '' or nothing where that is not known. */
export type DeliveredKind = { name: string; type?: string | undefined };

/** Tells whether a scanner that was given a link saw a web page, where this browser surely got something else. */
export function isAnotherPage({ name, type = '' }: DeliveredKind, sample: Sample | undefined): boolean {
  if (sample?.type === undefined || !isPageType(sample.type) || isPageType(type)) return false;
  if (!TELLS_NOTHING.test(toMimeEssence(type))) return true;
  return ENDING.test(name) && !PAGE_ENDING.test(name);
}

/**
 * Why the result of a download's link is not one of the file that the browser got; undefined where it may be. Nothing is
 * better known of malware by asking for the bytes.
 */
export function isNotTheFile(scan: Scan, result: ScanResult): FallBackReason | undefined {
  const { verdict, sample, evidence } = result;
  if (!isDownloadLink(scan) || verdict === 'malicious') return undefined;
  if (evidence.some(({ name }) => name === 'fetch_failed')) return 'unreachable-link';
  if (isAnotherPage(scan, sample)) return 'login-page';
  // Other scanners have other words for what they could not fetch. What they saw of a file has a hash.
  const hasSeenNone = verdict === 'unknown' && sample.sha256 === undefined && !isLocked(result);
  return hasSeenNone ? 'unreachable-link' : undefined;
}

/** Tells whether a scanner that refused a submission refused the link of a download, rather than its bytes. */
export function isLinkRefused(scan: Scan, problem: Problem): boolean {
  return isDownloadLink(scan) && scan.state === 'submitting' && problem === 'refused';
}

function isDownloadLink({ source, route }: Scan): boolean {
  return source === 'download' && route === 'link';
}
