import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { refuseOptions } from './refuse-options.ts';

/**
 * Reads the options of a command. Where `--help` asks for the usage, it is printed and the process ends with 0; where
 * the options can't be read, one line says why, and it ends with 2.
 * @param usage on one line, such as `npm test [-- --only unit]`
 */
export function readOptions<const T extends ParseArgsOptionsConfig>(usage: string, options: T) {
  const args = process.argv.slice(2);
  if (args.includes('--help')) {
    process.stdout.write(`Usage: ${usage}\n`);
    process.exit(0);
  }
  try {
    return parseArgs({ args, options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    return refuseOptions(usage, error instanceof Error ? error.message : String(error));
  }
}
