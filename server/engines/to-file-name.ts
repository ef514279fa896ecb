import { basename } from 'node:path';

/** The name that rules read as `filename`: without folders, of whichever system. */
export function toFileName(name: string): string {
  return basename(name.replaceAll('\\', '/'));
}
