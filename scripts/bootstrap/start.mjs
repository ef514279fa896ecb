const OLDEST_NODE = 20;

/**
 * Where every command begins. It uses, and imports before it has looked, only what a Node from 12 on can read, so that
 * an old one ends in a sentence and not in a stack.
 * @param {string} script path of the TypeScript file to run, from the root of the repository
 */
export function start(script) {
  if (Number(process.versions.node.split('.')[0]) >= OLDEST_NODE) {
    void import('./bootstrap.mjs').then(({ bootstrap }) => bootstrap(script));
    return;
  }
  process.stderr.write(
    `Sluice needs Node ${OLDEST_NODE} or newer, and this is ${process.versions.node}. Get it from https://nodejs.org.\n`,
  );
  process.exitCode = 1;
}
