import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

it.each([
  ['test', ['--only'], /^Option '--only <value>' argument missing\. Usage: npm test .*\n$/],
  ['test', ['--only', 'some'], /^--only takes one of unit, integration, e2e\. Usage: npm test .*\n$/],
  ['test', ['--bogus'], /^Unknown option '--bogus'\. Usage: npm test .*\n$/],
  ['start', ['stray'], /^Unexpected argument 'stray'\. Usage: npm start .*\n$/],
  ['check', ['--bogus'], /^Unknown option '--bogus'\. Usage: npm run check\n$/],
  ['pictures', ['--bogus'], /^Unknown option '--bogus'\. Usage: npm run pictures -- \[--only popup /],
  [
    'pictures',
    ['--language', 'pt_BR'],
    /^--language takes one of en, .*, pt-BR, .*\. Usage: npm run pictures .*\n$/,
  ],
  ['pictures', ['--docs', '--store'], /^--only, --docs and --store .*\. Usage: npm run pictures .*\n$/],
  ['package', ['--out'], /^Option '--out <value>' argument missing\. Usage: npm run package .*\n$/],
  ['release', [], /^It takes one version\. Usage: npm run release -- 1\.2\.3 \[--dry-run\]\n$/],
  ['release', ['1.2.3', '--bogus'], /^Unknown option '--bogus'\. Usage: npm run release .*\n$/],
  ['supply-chain', ['--bogus'], /^Unknown option '--bogus'\. Usage: npm run supply-chain .*\n$/],
  ['bench', ['--only', ''], /^Option '--only <value>' is empty\. Usage: npm run bench .*\n$/],
  ['fuzz', ['--seed', 'x'], /^--inputs takes a whole number from 1, --seed a whole number\. Usage: .*\n$/],
  ['fuzz', ['--formats', ''], /^Option '--formats <value>' is empty\. Usage: npm run fuzz .*\n$/],
  [
    'attacks',
    ['--only', 'nothing such'],
    /^No attack has “nothing such” in its name\. Usage: npm run attacks/,
  ],
  ['memory', ['--bogus'], /^Unknown option '--bogus'\. Usage: npm run memory\n$/],
])('"%s" with %j ends in one line with its usage', (name, args, words) => {
  const { status, stdout, stderr } = run(`scripts/${name}/main.ts`, args);
  expect(stderr).toMatch(words);
  expect([status, stdout]).toEqual([2, '']);
});

it.each(['test', 'start', 'check', 'pictures', 'memory', 'package', 'release', 'supply-chain'])(
  '"%s --help" prints its usage',
  (name) => {
    const { status, stdout, stderr } = run(`scripts/${name}/main.ts`, ['--help']);
    expect(stdout).toMatch(/^Usage: npm .*\n$/);
    expect([status, stderr]).toEqual([0, '']);
  },
);

it('"release" is not made where npm has kept --dry-run for itself', () => {
  const { status, stderr } = run('scripts/release/main.ts', ['1.2.3'], { npm_config_dry_run: 'true' });
  expect(stderr).toMatch(/^npm has kept --dry-run for itself: .*\. Usage: npm run release .*\n$/);
  expect(status).toBe(2);
});

function run(script: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  return spawnSync(process.execPath, [join(ROOT, script), ...args], {
    encoding: 'utf8',
    timeout: 60_000,
    env: { ...process.env, ...env },
  });
}
