/** Options of ours that npm has a setting of its own for: somebody may have that in a file of theirs. */
const SETTINGS_OF_NPM: readonly string[] = ['only', 'json'];

/**
 * Finds an option that npm has taken for itself, since no `--` stood before it: `npm run release 1.2.3 --dry-run` would
 * release. npm tells its scripts of it in the environment only.
 * @param names of the options that the command has
 * @returns the option as it was written: `--dry-run`
 */
export function findSwallowedOption(
  names: readonly string[],
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): string | undefined {
  return names
    .filter((name) => !SETTINGS_OF_NPM.includes(name) && env[`npm_config_${name.replaceAll('-', '_')}`])
    .map((name) => `--${name}`)
    .find((option) => !args.some((arg) => arg === option || arg.startsWith(`${option}=`)));
}
