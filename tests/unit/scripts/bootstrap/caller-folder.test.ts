import { expect, it } from 'vitest';
import { loadBootstrap } from './load-bootstrap.ts';

const { callerFolder } = await loadBootstrap<{
  callerFolder: (root: string, cwd: string, env: NodeJS.ProcessEnv) => string;
}>('caller-folder');

const NPM = { npm_package_json: '/sluice/package.json', INIT_CWD: '/home/anna' };

it('is where npm was called', () => {
  expect(callerFolder('/sluice', '/sluice', NPM)).toBe('/home/anna');
});

it('is the folder of the process where npm did not start it, whatever an npm further up says', () => {
  expect(callerFolder('/sluice', '/home/anna/data', NPM)).toBe('/home/anna/data');
  expect(callerFolder('/sluice', '/sluice', { ...NPM, npm_package_json: '/other/package.json' })).toBe(
    '/sluice',
  );
  expect(callerFolder('/sluice', '/sluice', {})).toBe('/sluice');
});
