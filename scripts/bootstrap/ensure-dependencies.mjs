import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { childEnvironment } from './child-environment.mjs';
import { findMissing } from './find-missing.mjs';
import { withInstallLock } from './install-lock.mjs';
import { nodePath } from './node-path.mjs';
import { npmCommand } from './npm-command.mjs';
import { systemEnvironment } from './system-environment.mjs';

/**
 * Whatever NODE_ENV, npm's settings and an option that was meant for the script say: the tools are needed, and so is what
 * npm says when it fails.
 */
const INSTALL = [
  'ci',
  '--include=dev',
  '--include=optional',
  '--bin-links=true',
  '--dry-run=false',
  '--no-audit',
  '--no-fund',
  '--loglevel=error',
];
const REBUILD_NODE = ['rebuild', 'node', '--ignore-scripts=false', '--dry-run=false', '--loglevel=error'];

/**
 * Installs what the lockfile asks for where it is not there, the project's Node with it, and WXT's generated types.
 * @param {string} root the repository
 * @throws {Error} that says what to do
 */
export async function ensureDependencies(root) {
  if (isReady(root)) return;
  await withInstallLock(join(root, '.sluice', 'install.lock'), () => {
    if (isReady(root)) return;
    if (findMissing(root) !== undefined) install(root);
    if (!hasNode(root)) installNode(root);
    const wxt = join(root, 'node_modules', 'wxt', 'bin', 'wxt.mjs');
    run(root, [nodePath(root), wxt, 'prepare'], 'WXT could not prepare the project. It says why above.');
  });
}

/** @param {string} root */
function isReady(root) {
  return findMissing(root) === undefined && existsSync(join(root, '.wxt', 'tsconfig.json')) && hasNode(root);
}

/** @param {string} root */
function hasNode(root) {
  const { status, stdout } = spawnSync(nodePath(root), ['--version'], { encoding: 'utf8' });
  return status === 0 && stdout.startsWith('v24.');
}

/** @param {string} root */
function install(root) {
  process.stderr.write('Installing dependencies…\n');
  runNpm(root, INSTALL, 'The dependencies could not be installed. npm says why above.');
  const missing = findMissing(root);
  if (missing === undefined) return;
  throw new Error(`npm has left out ${missing}. Remove the folder node_modules and run "npm ci" to see why.`);
}

/**
 * Where install scripts are switched off, the package is there but its Node is not.
 * @param {string} root
 */
function installNode(root) {
  const advice = 'Node 24 could not be installed. Run "npm rebuild node --ignore-scripts=false" to see why.';
  runNpm(root, REBUILD_NODE, advice);
  if (!hasNode(root)) throw new Error(advice);
}

/**
 * @param {string} root
 * @param {string[]} args
 * @param {string} advice
 */
function runNpm(root, args, advice) {
  const npm = npmCommand(process.env, process.platform, process.execPath);
  run(root, [...npm, ...args], advice, systemEnvironment(root, process.env));
}

/**
 * @param {string} root
 * @param {string[]} command
 * @param {string} advice
 * @param {NodeJS.ProcessEnv} env
 */
function run(root, [command = '', ...args], advice, env = childEnvironment(root)) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    // Standard output belongs to the script that is being prepared.
    stdio: ['ignore', 2, 2],
    env,
    shell: command.endsWith('.cmd'),
  });
  if (error !== undefined) {
    throw new Error(
      `${command} could not be started (${error.message}). Install Node with npm: https://nodejs.org.`,
    );
  }
  if (status !== 0) throw new Error(advice);
}
