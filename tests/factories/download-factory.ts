import type { NewDownload } from '../../lib/platform/downloads.ts';

let lastId = 0;

/** A download of an ordinary window, whose path is not decided yet. */
export function aDownload(given: Partial<NewDownload> = {}): NewDownload {
  lastId += 1;
  return {
    id: lastId,
    address: 'https://files.example.org/setup.exe',
    path: '',
    isPrivateWindow: false,
    isOwn: false,
    ...given,
  };
}
