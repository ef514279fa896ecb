import type { SeenDownload } from '../core/seen-download.ts';
import { toLastPart } from '../core/to-last-part.ts';
import type { BeginningDownload } from './begin-download.ts';

/** A download of the browser's list, as the policy is asked about it. */
export function toBeginning(download: SeenDownload): BeginningDownload {
  const { id, addresses, page, path, total, startedAt, isPrivateWindow } = download;
  return {
    downloadId: id,
    addresses,
    page,
    name: toLastPart(path),
    size: total,
    startedAt,
    isPrivateWindow,
    canBeHeld: true,
  };
}
