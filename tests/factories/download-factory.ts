import type { SeenDownload } from '../../lib/core/seen-download.ts';
import { START_OF_TEST } from '../fakes/fake-clock.ts';

let lastId = 0;

/** A download of an ordinary window, whose path is not decided yet. */
export function aDownload(given: Partial<SeenDownload> = {}): SeenDownload {
  lastId += 1;
  return {
    id: lastId,
    addresses: ['https://files.example.org/setup.exe'],
    page: 'https://files.example.org/',
    path: '',
    state: 'arriving',
    canResume: false,
    error: undefined,
    exists: true,
    total: 1_000,
    received: 0,
    type: 'application/octet-stream',
    isPrivateWindow: false,
    isOwn: false,
    startedAt: START_OF_TEST,
    ...given,
  };
}
