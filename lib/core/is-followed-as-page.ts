import type { Scan, ScanResult } from './scan.ts';

/** As servers name the type of a page: a MIME type, or a word of their own. */
const PAGE = /^(text\/html|application\/xhtml\+xml|x?html?)\b/i;

/**
 * Tells whether a link that a person asked about turned out to be a web page, so that it is scanned as one too: what
 * a page does in a browser is more than its bytes tell. What is malicious already needs no second look.
 */
export function isFollowedAsPage({ source, route }: Scan, { verdict, sample }: ScanResult): boolean {
  if (route !== 'link' || verdict === 'malicious' || sample.type === undefined) return false;
  return (source === 'link' || source === 'paste') && PAGE.test(sample.type);
}
