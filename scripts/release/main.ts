/** Makes a release of what is committed: `npm run release -- 1.2.3`. */
import { parseArgs } from 'node:util';
import { refuseOptions } from '../tools/refuse-options.ts';
import { refuseSwallowedOptions } from '../tools/refuse-swallowed-options.ts';
import { ROOT } from '../tools/run-tool.ts';
import { release } from './release.ts';

const USAGE = 'npm run release -- 1.2.3 [--dry-run]';

const { version, isDryRun } = readArguments();
const date = new Date().toISOString().slice(0, 10);
try {
  const faults = await release({ root: ROOT, version, date, isDryRun });
  if (faults.length > 0)
    process.stderr.write(`Not released:\n${faults.map((fault) => `- ${fault}\n`).join('')}`);
  else if (isDryRun) process.stdout.write(`${version} can be released. Nothing was changed.\n`);
  else process.stdout.write(`Released ${version}. Next: git push --follow-tags; see docs/releasing.md.\n`);
  process.exitCode = faults.length === 0 ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

function readArguments(): { version: string; isDryRun: boolean } {
  const args = process.argv.slice(2);
  if (args.includes('--help')) {
    process.stdout.write(`Usage: ${USAGE}\n`);
    process.exit(0);
  }
  const options = { 'dry-run': { type: 'boolean' } } as const;
  refuseSwallowedOptions(USAGE, Object.keys(options), args);
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    const [version = ''] = positionals;
    if (positionals.length !== 1) return refuseOptions(USAGE, 'It takes one version');
    return { version, isDryRun: values['dry-run'] === true };
  } catch (error) {
    return refuseOptions(USAGE, error instanceof Error ? error.message : String(error));
  }
}
