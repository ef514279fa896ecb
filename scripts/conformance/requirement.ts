import type { Run } from './create-run.ts';

/** One thing that a server which claims the API has to do. */
export type Requirement = {
  /** Stable, `topic.words`; `--only` takes it. */
  id: string;
  /** From vendor documentation, from public code that calls the API, or inferred. */
  source: 'doc' | 'seen' | 'guess';
  /** What the server does, as one sentence. */
  words: string;
  /** Throws Skipped where it cannot be tested from here, and any other error where the server falls short. */
  check: (run: Run) => Promise<void>;
};
