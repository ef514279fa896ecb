import type { FullConfig } from '@playwright/test';
import { writeMatrix } from './matrix-report.ts';

/** After all tests: writes the matrix of the guard, and prints it. */
export default async function printMatrix({ projects }: FullConfig): Promise<void> {
  for (const { outputDir } of projects) {
    const lines = await writeMatrix(outputDir);
    if (lines.length > 0) process.stdout.write(`\n${lines.join('\n')}\n`);
  }
}
