import { isPageType } from './is-page-type.ts';
import type { Scan, ScanResult } from './scan.ts';

/**
 * Tells whether a link that a person asked about turned out to be a web page, so that it is scanned as one too: what
 * a page does in a browser is more than its bytes tell. What is malicious already needs no second look.
 */
export function isFollowedAsPage({ source, route }: Scan, { verdict, sample }: ScanResult): boolean {
  if (route !== 'link' || verdict === 'malicious' || sample.type === undefined) return false;
  return (source === 'link' || source === 'paste') && isPageType(sample.type);
}
