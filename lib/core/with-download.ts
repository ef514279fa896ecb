import type { Hold } from './hold.ts';
import type { SeenDownload } from './seen-download.ts';

/** A hold that follows this download from now on. Firefox numbers some before they have begun, and have a time. */
export function withDownload(hold: Hold, { id, startedAt }: Pick<SeenDownload, 'id' | 'startedAt'>): Hold {
  return { ...hold, downloadId: id, ...(startedAt === undefined ? {} : { startedAt }) };
}
