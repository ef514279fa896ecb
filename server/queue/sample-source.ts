import type { ScanRecord } from '../storage/scan-record.ts';

type LinkSource = { kind: 'link'; link: string };

/** `storage` is null only where the row does not say. */
export type PathSource = { kind: 'path'; path: string; storage: string | null };

/** Where the sample of a scan is to be fetched from. */
export type SampleSource = LinkSource | PathSource;

/** Null for an upload. The path of a web page is its address, and nothing to be read from a storage. */
function toSampleSource({ kind, link, path, storage }: ScanRecord): SampleSource | null {
  if (link !== null) return { kind: 'link', link };
  return kind === 'file' && path !== null ? { kind: 'path', path, storage } : null;
}

/** From where the sample of a scan has still to be fetched; null where it is stored. */
export function toPendingSource(scan: ScanRecord): SampleSource | null {
  return scan.sample_id === null ? toSampleSource(scan) : null;
}
