const WRONG_OPTIONS = 2;

/**
 * Says on one line why the options of a command can't be followed, and ends the process.
 * @param reason only its first sentence is told: Node's go on about how to write what nobody meant
 */
export function refuseOptions(usage: string, reason: string): never {
  const [sentence = ''] = reason.split(/\.?\s*\n|\. |\.$/);
  process.stderr.write(`${sentence}. Usage: ${usage}\n`);
  process.exit(WRONG_OPTIONS);
}
