import type { Failure } from './list-failures.ts';

/** Enough for the two sides of a comparison; the whole of it stands where the test ran. */
const MOST_LINES = 40;
const MOST_IN_LINE = 400;

/**
 * Puts a failed test into indented lines for the end of the output: its name, then the first lines of its message.
 * @param root the folder of the checkout, which is left out of paths
 */
export function toFailureLines({ name, message }: Failure, root: string): string[] {
  const lines = message.replaceAll(root, '').split('\n');
  const told = lines.slice(0, MOST_LINES).map((line) => line.trimEnd().slice(0, MOST_IN_LINE));
  const more = lines.length - told.length;
  if (more > 0) told.push(`… ${more} lines more where the test ran`);
  return [
    `  ${name.replace(root, '')}`,
    ...told.filter((line) => line !== '').map((line) => `      ${line}`),
  ];
}
