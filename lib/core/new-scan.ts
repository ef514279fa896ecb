import type { Scan, ScanSource } from './scan.ts';
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
};

/** A new scan in the state that its address asks for: `queued`, `needs-bytes` or `withheld`. */
export function newScan({ id, source, address, now, name, downloadId }: NewScanFacts): Scan {
  const target = toTarget(address);
  const base = {
    id,
    source,
    url: target.url,
    name: name || target.name,
    host: target.host,
    route: target.kind === 'bytes' ? ('bytes' as const) : ('link' as const),
    createdAt: now,
    attempts: 0,
    ...(downloadId === undefined ? {} : { downloadId }),
  };
  switch (target.kind) {
    case 'link':
      return { ...base, state: 'queued', dueAt: now, notice: 'none' };
    case 'bytes':
      return { ...base, state: 'needs-bytes', finishedAt: now, notice: 'due' };
    case 'withheld':
      return { ...base, state: 'withheld', finishedAt: now, withheld: target.reason, notice: 'due' };
  }
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
