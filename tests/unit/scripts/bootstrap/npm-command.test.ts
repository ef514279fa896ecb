import { expect, it } from 'vitest';
import { loadBootstrap } from './load-bootstrap.ts';

const { npmCommand } = await loadBootstrap<{
  npmCommand: (env: NodeJS.ProcessEnv, platform: NodeJS.Platform, execPath: string) => string[];
}>('npm-command');

it('uses the npm that started it, with that npm’s Node', () => {
  const env = { npm_execpath: '/n/npm-cli.js', npm_node_execpath: '/n/node' };
  expect(npmCommand(env, 'linux', '/own/node')).toEqual(['/n/node', '/n/npm-cli.js']);
  expect(npmCommand({ npm_execpath: '/n/npm-cli.js' }, 'linux', '/own/node')).toEqual([
    '/own/node',
    '/n/npm-cli.js',
  ]);
});

it('takes no other package manager for npm', () => {
  expect(npmCommand({ npm_execpath: '/y/yarn.js' }, 'linux', '/own/node')).toEqual(['npm']);
});

it('uses the system’s where npm did not start it', () => {
  expect(npmCommand({}, 'linux', '/own/node')).toEqual(['npm']);
  expect(npmCommand({}, 'win32', 'node.exe')).toEqual(['npm.cmd']);
});
