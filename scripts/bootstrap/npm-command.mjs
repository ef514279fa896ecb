import { basename } from 'node:path';

/**
 * The command that runs npm: the npm that this process was started by, else the system's.
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 * @param {string} execPath of this process
 * @returns {string[]}
 */
export function npmCommand(env, platform, execPath) {
  const cli = env.npm_execpath;
  // Other package managers set the same variable, and take other arguments.
  if (cli && basename(cli) === 'npm-cli.js') return [env.npm_node_execpath ?? execPath, cli];
  return [platform === 'win32' ? 'npm.cmd' : 'npm'];
}
