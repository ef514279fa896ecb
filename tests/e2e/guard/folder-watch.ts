import { type FSWatcher, readdirSync, type Stats, statSync, watch } from 'node:fs';
import { basename, join } from 'node:path';

/** A name that stood in the folder. Times are ms since 1970. */
export type SeenName = {
  /** Relative to the folder. */
  name: string;
  /** When a file that is not empty stood under it first: when it was renamed so, where the file system tells. */
  since: number;
  /** Since when it is not there any more. */
  goneAt?: number;
};

export type FolderWatch = {
  /** All names that ever stood there, but for what browsers hide or mark as unfinished. */
  seen: () => readonly SeenName[];
  stop: () => void;
};

const EVERY_MS = 20;
/** Nobody opens these: a hidden name, or an ending that no program knows. */
const UNFINISHED = /^\.org\.chromium\.|\.crdownload$|\.part$/;

/**
 * Watches a folder from now on. The system tells of each name at once, and the folder is read now and then
 * beside it; a file's change time tells when it got its name, even where this process was late to look.
 */
export function watchFolder(folder: string): FolderWatch {
  const names = new Map<string, SeenName>();

  function look(): void {
    const now = Date.now();
    const present = new Set(listNames(folder));
    for (const name of present) {
      const known = names.get(name);
      if (known !== undefined && known.goneAt === undefined) continue;
      const stats = statOf(join(folder, name));
      // Nothing is to be opened in an empty file: what counts is when its bytes come.
      if (stats !== undefined && stats.size > 0 && stats.isFile())
        names.set(name, { name, since: known?.since ?? Math.min(now, stats.ctimeMs) });
    }
    for (const seen of names.values()) {
      if (!present.has(seen.name)) seen.goneAt ??= now;
    }
  }

  const timer = setInterval(look, EVERY_MS);
  const watcher: FSWatcher = watch(folder, look);
  look();
  return {
    seen: () => [...names.values()],
    stop() {
      clearInterval(timer);
      watcher.close();
    },
  };
}

function listNames(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => !UNFINISHED.test(basename(name)),
  );
}

function statOf(path: string): Stats | undefined {
  return statSync(path, { throwIfNoEntry: false });
}
