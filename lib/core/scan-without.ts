import type { Scan } from './scan.ts';

/** A scan of which it is known what the server made of its submission. */
export function withoutDoubt({ inDoubt: _doubt, ...scan }: Scan): Scan {
  return scan;
}

/** A scan that starts anew forgets the server that refused it; one that goes on polling keeps its number. */
export function withoutRefusal(scan: Scan): Scan {
  if (scan.state === 'polling') return scan;
  const {
    withheld: _withheld,
    ruleWhy: _ruleWhy,
    remoteId: _remoteId,
    submittedAt: _submittedAt,
    server: _server,
    ...rest
  } = scan;
  return rest;
}

/** A scan whose result is given up for another one. */
export function withoutResult(scan: Scan): Scan {
  const {
    verdict: _verdict,
    evidence: _evidence,
    sample: _sample,
    answeredFrom: _from,
    isImported: _imported,
    ...rest
  } = scan;
  return rest;
}

/** A scan that tries its link anew forgets that the link was given up before. */
export function withoutFallBack(scan: Scan): Scan {
  if (scan.route !== 'link') return scan;
  const { fellBackBecause: _because, linkResult: _result, ...rest } = scan;
  return rest;
}
