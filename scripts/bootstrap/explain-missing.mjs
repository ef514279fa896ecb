/**
 * Loaded before a program (`node --import`), this says what to do where a module of a package can't be found: somebody
 * has removed files from node_modules, and npm's own list of what is there does not show it.
 */
import { isMainThread } from 'node:worker_threads';

if (isMainThread) {
  process.on('uncaughtExceptionMonitor', (error) => {
    const code = 'code' in error ? error.code : undefined;
    if (code !== 'ERR_MODULE_NOT_FOUND' && code !== 'MODULE_NOT_FOUND') return;
    if (!/node_modules|find package/.test(error.message)) return;
    process.stderr.write('Part of node_modules is missing. Run "npm ci", then try again. It was:\n');
  });
}
