import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { callerFolder } from './caller-folder.mjs';
import { childEnvironment } from './child-environment.mjs';
import { ensureDependencies } from './ensure-dependencies.mjs';
import { nodePath } from './node-path.mjs';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const EXPLAIN_MISSING = new URL('explain-missing.mjs', import.meta.url).href;
const END_WITH_BOOTSTRAP = new URL('end-with-bootstrap.mjs', import.meta.url).href;
const LOOK_FOR_PARENT_EVERY_MS = 500;

/**
 * Makes the checkout ready, whatever state it is in, then runs a TypeScript file of it under the Node that the
 * project brings along, with the same arguments and streams and in the folder of whoever called, and ends with its exit code.
 * Runs on any Node from 20 with nothing installed. Its own talk goes to standard error.
 * @param {string} script path of the file from the root of the repository
 */
export async function bootstrap(script) {
  try {
    await ensureDependencies(ROOT);
  } catch (error) {
    fail(error);
    return;
  }
  run(script);
}

/** @param {string} script */
function run(script) {
  const hooks = ['--import', EXPLAIN_MISSING, '--import', END_WITH_BOOTSTRAP];
  const args = [...hooks, join(ROOT, script), ...process.argv.slice(2)];
  const child = spawn(nodePath(ROOT), args, {
    // Paths in the arguments are meant from there. What belongs to the repository is found by its own path.
    cwd: callerFolder(ROOT, process.cwd(), process.env),
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: childEnvironment(ROOT),
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal));
  }
  if (process.env.npm_lifecycle_event !== undefined) whenParentIsGone(() => child.kill('SIGTERM'));
  child.on('error', fail);
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (signal ? constants.signals[signal] : 0)));
}

/**
 * npm hands a signal that it gets itself only to the shell between it and this program, and the shell just ends.
 * @param {() => void} act
 */
function whenParentIsGone(act) {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    act();
  }, LOOK_FOR_PARENT_EVERY_MS);
  timer.unref();
}

/** @param {unknown} error */
function fail(error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
