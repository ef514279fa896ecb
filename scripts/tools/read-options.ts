import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { refuseOptions } from './refuse-options.ts';
import { refuseSwallowedOptions } from './refuse-swallowed-options.ts';

/**
 * Reads the options of a command. Where `--help` asks for the usage, it is printed and the process ends with 0; where
 * the options can't be read, one of them is empty or npm has kept it, one line says why, and it ends with 2.
 * @param usage on one line, such as `npm test -- [--only unit]`
 */
export function readOptions<const T extends ParseArgsOptionsConfig>(usage: string, options: T) {
  const args = process.argv.slice(2);
  if (args.includes('--help')) {
    process.stdout.write(`Usage: ${usage}\n`);
    process.exit(0);
  }
  refuseSwallowedOptions(usage, Object.keys(options), args);
  try {
    const { values, tokens } = parseArgs({
      args,
      options,
      strict: true,
      allowPositionals: false,
      tokens: true,
    });
    // As from `--only "$NAME"` where NAME is not set, which does not ask for everything; a default may.
    for (const token of tokens)
      if (token.kind === 'option' && token.value === '')
        refuseOptions(usage, `Option '--${token.name} <value>' is empty`);
    return values;
  } catch (error) {
    return refuseOptions(usage, error instanceof Error ? error.message : String(error));
  }
}
