import { delimiter, dirname, join } from 'node:path';
import { nodePath } from './node-path.mjs';

/**
 * The environment for commands of the project: its own Node and its tools come first.
 * @param {string} root the repository
 */
export function childEnvironment(root) {
  const folders = [dirname(nodePath(root)), join(root, 'node_modules', '.bin'), process.env.PATH ?? ''];
  return { ...process.env, PATH: folders.join(delimiter) };
}
