import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as v from 'valibot';

/** Where secrets that are not written out stand: the environment, and files relative to `folder`. */
export type SecretSources = { env: NodeJS.ProcessEnv; folder: string };

/**
 * A text, the name of the environment variable that holds it, or the file that does, as `docker secret` and systemd's
 * credentials hand them out. A line end that closes the file is no part of it.
 * @param what in words, as “the token”
 */
export function createSecretSchema(what: string, sources: SecretSources) {
  const words = `Enter ${what} as text, as { "env": "NAME" } or as { "file": "PATH" }.`;
  return v.pipe(
    v.union([v.string(), v.strictObject({ env: v.string() }), v.strictObject({ file: v.string() })], words),
    v.metadata({ secret: true }),
    v.rawTransform<string | { env: string } | { file: string }, string>(({ dataset, addIssue, NEVER }) => {
      const found =
        typeof dataset.value === 'string' ? { secret: dataset.value } : find(dataset.value, sources);
      if ('secret' in found && found.secret !== '') return found.secret;
      addIssue({ message: 'fault' in found ? found.fault : words });
      return NEVER;
    }),
  );
}

function find(
  place: { env: string } | { file: string },
  { env, folder }: SecretSources,
): { secret: string } | { fault: string } {
  if ('env' in place) {
    const secret = env[place.env];
    // An empty one says no more than one that is missing.
    return secret ? { secret } : { fault: `The environment variable ${place.env} is not set.` };
  }
  const path = resolve(folder, place.file);
  try {
    return { secret: readFileSync(path, 'utf8').replace(/\r?\n$/, '') };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown fault';
    return { fault: `The file ${path} cannot be read (${code}).` };
  }
}
