import { delimiter, join } from 'node:path';

/**
 * The environment for npm while it installs: without the project's own Node and tools, which it is about to replace
 * and which may be broken.
 * @param {string} root the repository
 * @param {NodeJS.ProcessEnv} env
 */
export function systemEnvironment(root, env) {
  const folders = (env.PATH ?? '').split(delimiter);
  const own = join(root, 'node_modules');
  return { ...env, PATH: folders.filter((folder) => !folder.startsWith(own)).join(delimiter) };
}
