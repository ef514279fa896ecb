import type { Sample, Scan } from './scan.ts';
import { isAtRest } from './scan-machine.ts';
import { parseServerAddress } from './server-address.ts';
import { toPlainText, toTarget } from './target.ts';

/** Why a scan of an imported history is not taken. The words for people are looked up by these codes. */
export const IMPORT_FAULTS = ['unreadable', 'under-way', 'too-long', 'bad-server', 'bad-address'] as const;

export type ImportFault = (typeof IMPORT_FAULTS)[number];

const MAX_ID_LENGTH = 100;
/** Of what ids are made. The id of the notification that sums others up is none. */
const ID = /^(?!summary$)[\w-]+$/;
const MAX_NAME_LENGTH = 1_000;
const MAX_EVIDENCE = 1_000;
const MAX_TEXT_LENGTH = 20_000;
/** How far ahead the clock of another machine may be. */
const DAY_MS = 86_400_000;
/** Bytes, more than any file has: 1 PiB. */
const MAX_SIZE = 2 ** 50;
const SHA256 = /^[\da-f]{64}$/i;
const SHA1 = /^[\da-f]{40}$/i;

/**
 * A scan out of another history, as this one keeps it: without what belongs to that browser, such as the number of the
 * download, by which a file of this one could be taken for it. Its verdict never answers for another file.
 * @param now milliseconds since 1970
 */
export function toImportedScan(scan: Scan, now: number): Scan | ImportFault {
  if (!isAtRest(scan.state)) return 'under-way';
  if (isTooLong(scan)) return 'too-long';
  if (!isReadable(scan, now)) return 'unreadable';
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
  const name = toPlainText(scan.name) || target.name;
  return withReadableParts({ ...kept, ...address, name, notice: 'shown', isImported: true });
}

/** Tells whether the id, the times and the sizes can be those of a scan. */
function isReadable(scan: Scan, now: number): boolean {
  const times = [scan.createdAt, scan.updatedAt, scan.finishedAt, scan.submittedAt];
  const sizes = [scan.size, scan.sizeLimit, scan.attempts, scan.sample?.size, scan.linkResult?.sample.size];
  return (
    ID.test(scan.id) &&
    times.every((time = 0) => time >= 0 && time <= now + DAY_MS) &&
    sizes.every((size = 0) => Number.isSafeInteger(size) && size >= 0 && size <= MAX_SIZE)
  );
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

/** Tells whether a server could be connected by this address, which names its scheme. */
function isServer(address: string | undefined): boolean {
  return address === undefined || (/^https?:\/\//i.test(address) && parseServerAddress(address).ok);
}

/** The scan with its servers as they are written here, and without hashes that are none. */
function withReadableParts({ server, givenTo, stagedSha256 = '', sample, linkResult, ...scan }: Scan): Scan {
  return {
    ...scan,
    ...(server === undefined ? {} : { server: toServer(server) }),
    ...(givenTo === undefined ? {} : { givenTo: toServer(givenTo) }),
    ...(SHA256.test(stagedSha256) ? { stagedSha256: stagedSha256.toLowerCase() } : {}),
    ...(sample === undefined ? {} : { sample: toSample(sample) }),
    ...(linkResult === undefined
      ? {}
      : { linkResult: { ...linkResult, sample: toSample(linkResult.sample) } }),
  };
}

function toServer(address: string): string {
  const parsed = parseServerAddress(address);
  return parsed.ok ? parsed.server : address;
}

function toSample({ sha256 = '', sha1 = '', ...sample }: Sample): Sample {
  return {
    ...sample,
    ...(SHA256.test(sha256) ? { sha256: sha256.toLowerCase() } : {}),
    ...(SHA1.test(sha1) ? { sha1: sha1.toLowerCase() } : {}),
  };
}
