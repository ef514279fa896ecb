import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A scanner's name among those that share a database. It is kept in the data folder, so that a scanner that was killed
 * takes up at once what it had claimed; without the folder others do, when its claims have run out.
 */
export function readScannerId(dataDir: string): string {
  const file = join(dataDir, 'scanner.id');
  const known = readIfThere(file).trim();
  if (/^[0-9a-f-]{36}$/.test(known)) return known;
  const id = randomUUID();
  writeFileSync(file, `${id}\n`, { mode: 0o600 });
  return id;
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
