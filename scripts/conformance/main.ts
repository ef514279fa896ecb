import { createRun } from './create-run.ts';
import { type ConformanceOptions, parseOptions, USAGE } from './parse-options.ts';
import type { Requirement } from './requirement.ts';
import { ALL_REQUIREMENTS } from './requirements/all-requirements.ts';
import { type Result, testRequirement } from './test-requirement.ts';

const MARKS = { passed: 'ok     ', failed: 'FAILED ', skipped: 'skipped' } as const;

process.exitCode = await main();

/** @returns 0 where nothing failed, 1 where something did, 2 where the command line cannot be followed */
async function main(): Promise<number> {
  const command = readCommand();
  if (typeof command === 'number') return command;
  try {
    return await testAll(command.options, command.requirements);
  } catch (error) {
    process.stderr.write(`${toWords(error)}\n`);
    return 1;
  }
}

/** @returns what to test, or the exit code where there is nothing to do */
function readCommand(): { options: ConformanceOptions; requirements: readonly Requirement[] } | number {
  try {
    const options = parseOptions(process.argv.slice(2), process.env);
    if (options !== 'help') return { options, requirements: choose(options.only) };
    process.stdout.write(`${USAGE}\n`);
    return 0;
  } catch (error) {
    process.stderr.write(`${toWords(error)}\n\n${USAGE}\n`);
    return 2;
  }
}

function choose(only: readonly string[]): readonly Requirement[] {
  const unknown = only.filter((id) => !ALL_REQUIREMENTS.some((requirement) => requirement.id === id));
  if (unknown.length > 0) {
    const known = ALL_REQUIREMENTS.map(({ id }) => id).join(', ');
    throw new Error(`--only: there is no requirement ${unknown.join(', ')}. There are ${known}.`);
  }
  return only.length === 0 ? ALL_REQUIREMENTS : ALL_REQUIREMENTS.filter(({ id }) => only.includes(id));
}

async function testAll(options: ConformanceOptions, requirements: readonly Requirement[]): Promise<number> {
  const run = createRun(options);
  const counts = { passed: 0, failed: 0, skipped: 0 };
  try {
    for (const requirement of requirements) {
      const result = await testRequirement(requirement, run);
      counts[result.outcome] += 1;
      process.stdout.write(`${toLine(requirement, result)}\n`);
    }
  } finally {
    await run.close();
  }
  const skipped = counts.skipped === 0 ? '' : `, ${counts.skipped} skipped`;
  process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed${skipped}\n`);
  return counts.failed === 0 ? 0 : 1;
}

function toLine({ id, source, words }: Requirement, result: Result): string {
  const line = `${MARKS[result.outcome]} ${id.padEnd(24)} ${`[${source}]`.padEnd(7)} ${words}`;
  // On one line, whatever the server answered.
  return result.words === '' ? line : `${line}\n        ${result.words.replace(/\s+/g, ' ')}`;
}

function toWords(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
