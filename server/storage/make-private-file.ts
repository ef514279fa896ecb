import { chmodSync, closeSync, existsSync, openSync } from 'node:fs';

/**
 * Makes an empty file that only its owner may read, or makes one that is there so: the folder around it may be open to
 * others. Never opens one that is there, as closing it again would take away the locks that this process has on it.
 */
export function makePrivateFile(path: string): void {
  if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600));
  else closeToOthers(path);
}

function closeToOthers(path: string): void {
  try {
    chmodSync(path, 0o600);
  } catch {
    // Somebody else's file, or a file system without rights: whether it can be used is found out by using it.
  }
}
