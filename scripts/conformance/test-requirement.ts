import type { Run } from './create-run.ts';
import type { Requirement } from './requirement.ts';
import { Skipped } from './skipped.ts';

export type Result = {
  outcome: 'passed' | 'failed' | 'skipped';
  /** Why it failed or was skipped; '' where it passed. */
  words: string;
};

/** Tests one requirement. Never throws: whatever goes wrong on the way counts as failed. */
export async function testRequirement({ check }: Requirement, run: Run): Promise<Result> {
  try {
    await check(run);
    return { outcome: 'passed', words: '' };
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    return { outcome: error instanceof Skipped ? 'skipped' : 'failed', words };
  }
}
