import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Every plain file below a folder, in a fixed order. Links are not followed; what cannot be listed is left out. */
export function* listFiles(folder: string): Generator<string, void, undefined> {
  for (const entry of listFolder(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* listFiles(path);
    else if (entry.isFile()) yield path;
  }
}

function listFolder(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}
