import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { childEnvironment } from './child-environment.mjs';
import { withInstallLock } from './install-lock.mjs';
import { isInstalled } from './is-installed.mjs';
import { nodePath } from './node-path.mjs';

/**
 * Installs what the lockfile asks for where it is not there, the project's Node with it, and WXT's generated types.
 * @param {string} root the repository
 * @throws {Error} that says what to do
 */
export async function ensureDependencies(root) {
  if (isReady(root)) return;
  await withInstallLock(join(root, '.sluice', 'install.lock'), () => {
    if (!isInstalled(root)) {
      process.stderr.write('Installing dependencies…\n');
      run(
        root,
        npm(['ci', '--no-audit', '--no-fund']),
        'The dependencies could not be installed. npm says why above.',
      );
    }
    // Where install scripts are switched off, the package is there but its Node is not.
    if (!hasNode(root)) {
      const advice =
        'Node 24 could not be installed. Run "npm rebuild node --ignore-scripts=false" to see why.';
      run(root, npm(['rebuild', 'node', '--ignore-scripts=false']), advice);
      if (!hasNode(root)) throw new Error(advice);
    }
    const wxt = join(root, 'node_modules', 'wxt', 'bin', 'wxt.mjs');
    run(root, [nodePath(root), wxt, 'prepare'], 'WXT could not prepare the project. It says why above.');
  });
}

/** @param {string} root */
function isReady(root) {
  return isInstalled(root) && existsSync(join(root, '.wxt', 'tsconfig.json')) && hasNode(root);
}

/** @param {string} root */
function hasNode(root) {
  const { status, stdout } = spawnSync(nodePath(root), ['--version'], { encoding: 'utf8' });
  return status === 0 && stdout.startsWith('v24.');
}

/**
 * npm as this process was started by it, else as the system has it.
 * @param {string[]} args
 */
function npm(args) {
  const path = process.env.npm_execpath;
  if (path?.endsWith('.js')) return [process.execPath, path, ...args];
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm', ...args];
}

/**
 * @param {string} root
 * @param {string[]} command
 * @param {string} advice
 */
function run(root, [command = '', ...args], advice) {
  const { status } = spawnSync(command, args, {
    cwd: root,
    // Standard output belongs to the script that is being prepared.
    stdio: ['ignore', 2, 2],
    env: childEnvironment(root),
    shell: command.endsWith('.cmd'),
  });
  if (status !== 0) throw new Error(advice);
}
