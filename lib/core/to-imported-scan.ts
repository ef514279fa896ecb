import type { Scan } from './scan.ts';
import { isAtRest } from './scan-machine.ts';
import { toTarget } from './target.ts';

/** Why a scan of an imported history is not taken. The words for people are looked up by these codes. */
export const IMPORT_FAULTS = ['unreadable', 'under-way', 'too-long', 'bad-server', 'bad-address'] as const;

export type ImportFault = (typeof IMPORT_FAULTS)[number];

const MAX_ID_LENGTH = 100;
const MAX_NAME_LENGTH = 1_000;
const MAX_EVIDENCE = 1_000;
const MAX_TEXT_LENGTH = 20_000;
/** The last moment that a `Date` can name, in ms since 1970. */
const LAST_MOMENT = 8_640_000_000_000_000;

/**
 * A scan out of another history, as this one keeps it: without what belongs to that browser, such as the number of the
 * download, by which a file of this one could be taken for it. Its verdict never answers for another file.
 */
export function toImportedScan(scan: Scan): Scan | ImportFault {
  if (!isAtRest(scan.state)) return 'under-way';
  if (![scan.createdAt, scan.updatedAt, scan.finishedAt, scan.submittedAt].every(isMoment))
    return 'unreadable';
  if (isTooLong(scan)) return 'too-long';
  if (![scan.server, scan.givenTo].every(isServer)) return 'bad-server';
  const mayBeSent = scan.state !== 'withheld' && scan.route !== 'bytes';
  const target = toTarget(scan.url);
  if (mayBeSent && target.kind !== 'link') return 'bad-address';
  const {
    downloadId: _download,
    dueAt: _due,
    inDoubt: _doubt,
    mustBeSent: _must,
    remoteId: _remote,
    answeredFrom: _answered,
    ...kept
  } = scan;
  // Whatever the file says of the host: by the address alone it is decided who may hear of it.
  const address = scan.url === '' ? { url: '', host: '' } : { url: target.url, host: target.host };
  return { ...kept, ...address, notice: 'shown', isImported: true };
}

function isMoment(time: number | undefined): boolean {
  return time === undefined || (time >= 0 && time <= LAST_MOMENT);
}

function isTooLong(scan: Scan): boolean {
  const {
    id,
    name,
    url,
    host,
    problemDetail = '',
    ruleWhy = '',
    stagedSha256 = '',
    sample,
    linkResult,
  } = scan;
  const evidence = [...(scan.evidence ?? []), ...(linkResult?.evidence ?? [])];
  const samples = [sample, linkResult?.sample].flatMap((one) => [one?.sha256, one?.sha1, one?.type]);
  const texts = [url, host, problemDetail, ruleWhy, stagedSha256, ...samples.map((text = '') => text)].concat(
    evidence.flatMap((one) => [one.name, one.description]),
  );
  return (
    id.length > MAX_ID_LENGTH ||
    name.length > MAX_NAME_LENGTH ||
    evidence.length > MAX_EVIDENCE ||
    texts.some(({ length }) => length > MAX_TEXT_LENGTH)
  );
}

function isServer(address: string | undefined): boolean {
  return address === undefined || (URL.canParse(address) && /^https?:/.test(address));
}
