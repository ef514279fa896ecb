import { join } from 'node:path';

/**
 * The folder in which somebody has typed the command: what relative paths in it mean. npm runs its scripts in the
 * repository, and says in `INIT_CWD` where it was called.
 * @param {string} root the repository
 * @param {string} cwd of this process
 * @param {NodeJS.ProcessEnv} env
 */
export function callerFolder(root, cwd, env) {
  const isRunByNpm = cwd === root && env.npm_package_json === join(root, 'package.json');
  return (isRunByNpm && env.INIT_CWD) || cwd;
}
