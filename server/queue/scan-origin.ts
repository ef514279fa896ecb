import type { ScanRecord } from '../storage/scan-record.ts';

type LinkOrigin = { kind: 'link'; link: string };

/** `storage` is null only where the row does not say. */
export type PathOrigin = { kind: 'path'; path: string; storage: string | null };

/** Where the sample of a scan is to be fetched from. */
export type Origin = LinkOrigin | PathOrigin;

/** Null for an upload. The path of a web page is its address, and nothing to be read from a storage. */
export function toOrigin({ kind, link, path, storage }: ScanRecord): Origin | null {
  if (link !== null) return { kind: 'link', link };
  return kind === 'file' && path !== null ? { kind: 'path', path, storage } : null;
}
