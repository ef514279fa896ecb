import type { Scan, ScanSource, WithheldReason } from './scan.ts';
import { toFileName, toTarget } from './target.ts';

export type NewScanFacts = {
  /** Unique: the scan's key. */
  id: string;
  source: ScanSource;
  /** The address as the browser gave it. */
  address: string;
  /** Milliseconds since 1970. */
  now: number;
  /** A file's name or path where the browser knows it. */
  name?: string | undefined;
  downloadId?: number | undefined;
  /** `bytes`: the address is not sent even where it could be. */
  route?: 'link' | 'bytes' | undefined;
  /** The policy wants it recorded, and not scanned. */
  withheld?: WithheldReason | undefined;
  /** What the author of the policy's rule says. Untrusted. */
  ruleWhy?: string | undefined;
  /** Of a private window. */
  isPrivate?: boolean | undefined;
};

/**
 * A new scan in the state that its address asks for, or the policy: `queued`, `needs-bytes` or `withheld`. The bytes of
 * a download may still come, so nobody is told that they are missing.
 */
export function newScan({ withheld, ruleWhy, isPrivate = false, ...facts }: NewScanFacts): Scan {
  const { id, source, address, now, name, downloadId } = facts;
  const target = toTarget(address);
  const route = target.kind === 'bytes' ? 'bytes' : (facts.route ?? 'link');
  const base = {
    id,
    source,
    url: target.url,
    name: name || target.name,
    host: target.host,
    route,
    createdAt: now,
    attempts: 0,
    ...(downloadId === undefined ? {} : { downloadId }),
    ...(isPrivate ? { isPrivate } : {}),
  };
  const reason = withheld ?? (target.kind === 'withheld' ? target.reason : undefined);
  if (reason !== undefined) {
    const why = ruleWhy === undefined ? {} : { ruleWhy };
    return { ...base, state: 'withheld', finishedAt: now, withheld: reason, ...why, notice: 'due' };
  }
  if (route === 'link') return { ...base, state: 'queued', dueAt: now, notice: 'none' };
  const notice = source === 'download' ? 'none' : 'due';
  return { ...base, state: 'needs-bytes', finishedAt: now, notice };
}

export type NewFileScanFacts = {
  /** The id under which the bytes are staged. */
  id: string;
  name: string;
  /** Bytes. */
  size: number;
  /** The scanner that was connected, where one was. */
  givenTo?: string | undefined;
  /** Milliseconds since 1970. */
  now: number;
};

/** A new scan of a file that a person gave, whose bytes are staged already. */
export function newFileScan({ id, name, size, givenTo, now }: NewFileScanFacts): Scan {
  return {
    id,
    source: 'file',
    route: 'bytes',
    url: '',
    name: toFileName(name),
    host: '',
    size,
    ...(givenTo === undefined ? {} : { givenTo }),
    createdAt: now,
    attempts: 0,
    state: 'queued',
    dueAt: now,
    notice: 'none',
  };
}
