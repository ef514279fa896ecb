import { type ScanAnswer, toScanResult } from './answers.ts';

/**
 * What the parts of a scan, such as the members of an archive, tell of the whole where that is not listed itself:
 * one that must not be opened speaks for it, and one that runs says that it runs. That parts are clean says nothing
 * of the rest.
 */
export function tellOfParts(parts: readonly ScanAnswer[]): ScanAnswer | undefined {
  return parts.find(isBad) ?? parts.find((part) => toScanResult(part) === undefined);
}

function isBad(part: ScanAnswer): boolean {
  const verdict = toScanResult(part)?.verdict;
  return verdict !== undefined && verdict !== 'clean' && verdict !== 'unknown';
}
