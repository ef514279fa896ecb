import { createHash } from 'node:crypto';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Files of `tests/integration` that take 8 seconds or more on two cores, the longest first. One that began last would be waited for alone, and
 * a fresh copy has no durations of a run before that could tell.
 */
export const LONG_FILES: readonly string[] = [
  'conformance/broken-servers.test.ts',
  'server/harmless-corpus.test.ts',
  'server/worker-failure.test.ts',
  'conformance/conformance.test.ts',
  'api/upload-in-browser.test.ts',
  'server/process.test.ts',
  'server/start-faults.test.ts',
  'server/callback-process.test.ts',
  'server/passwords.test.ts',
  'server/hidden-archives.test.ts',
  'server/storage-process.test.ts',
  'background/guard-request-acts.test.ts',
  'server/crash.test.ts',
  'api/real-scanner.test.ts',
  'server/check-config.test.ts',
  'server/database-away.test.ts',
  'redis/job-queues.test.ts',
  'background/guard-restart.test.ts',
];

/** Has long files begin first, and the others in random order. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return toLongestFirst(files, this.ctx.config.sequence.seed);
  }
}

/** The long files in the order of their list, then the others in an order that the seed makes. */
export function toLongestFirst<T extends { moduleId: string }>(files: readonly T[], seed: number): T[] {
  const keyOf = ({ moduleId }: T): string =>
    toRank(moduleId) + createHash('sha256').update(`${seed} ${moduleId}`).digest('hex');
  return files
    .map((file) => ({ file, key: keyOf(file) }))
    .toSorted((one, other) => (one.key < other.key ? -1 : 1))
    .map(({ file }) => file);
}

function toRank(moduleId: string): string {
  const at = LONG_FILES.findIndex((end) => moduleId.endsWith(`/tests/integration/${end}`));
  return String(at === -1 ? LONG_FILES.length : at).padStart(3, '0');
}
