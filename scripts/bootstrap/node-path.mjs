import { join } from 'node:path';

/**
 * Where the Node that the project brings along stands once it is installed.
 * @param {string} root the repository
 */
export function nodePath(root) {
  return join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}
