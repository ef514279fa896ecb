import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where Debian keeps the programs of each version, which are not on the PATH. */
const DEBIAN = '/usr/lib/postgresql';

/** The folder of `initdb` and `postgres`; of several versions the newest. */
export function findPostgres(): string | undefined {
  const ofPath = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return [...ofPath, ...ofDebian()].find((folder) =>
    ['initdb', 'postgres'].every((program) => existsSync(join(folder, program))),
  );
}

function ofDebian(): string[] {
  if (!existsSync(DEBIAN)) return [];
  const versions = readdirSync(DEBIAN).toSorted((one, other) => Number(other) - Number(one));
  return versions.map((version) => join(DEBIAN, version, 'bin'));
}
