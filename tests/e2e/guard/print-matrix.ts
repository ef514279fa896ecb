import type { FullConfig } from '@playwright/test';
import { writeApiFaults } from './api-fault-report.ts';
import { EXPECTED_LIMITS } from './expected-limits.ts';
import { writeMatrix } from './matrix-report.ts';

/** After all tests: writes the matrix of the guard and its table of faults, and prints them. */
export default async function printMatrix({ projects }: FullConfig): Promise<void> {
  for (const outputDir of new Set(projects.map((project) => project.outputDir))) {
    const lines = [...(await writeMatrix(outputDir, EXPECTED_LIMITS)), ...(await writeApiFaults(outputDir))];
    if (lines.length > 0) process.stdout.write(`\n${lines.join('\n')}\n`);
  }
}
