import type { Problem } from './problem.ts';

/** The root of Sluice's own errors: a `code` to decide and translate by, the cause kept for the log. */
export class SluiceError extends Error {
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

/** A move that the machine's table does not list: a defect of ours, never a reason to lose the scan. */
export class IllegalMoveError extends SluiceError {
  constructor(state: string, event: string) {
    super('illegal-move', `No move "${event}" from state "${state}"`);
  }
}

/** The server or the way to it said no. `problem` decides what happens to the scan. */
export class ApiError extends SluiceError {
  readonly problem: Problem;
  /** HTTP status, 0 where no answer came. */
  readonly status: number;
  /** Milliseconds that the server asked to wait, where it did. */
  readonly retryAfterMs: number | undefined;
  /** The server's own words, untrusted and cut to 300 characters. */
  readonly detail: string | undefined;

  constructor(
    problem: Problem,
    facts: {
      status?: number;
      retryAfterMs?: number | undefined;
      detail?: string | undefined;
      cause?: unknown;
    } = {},
  ) {
    super(problem, facts.detail ?? problem, { cause: facts.cause });
    this.problem = problem;
    this.status = facts.status ?? 0;
    this.retryAfterMs = facts.retryAfterMs;
    this.detail = facts.detail;
  }
}
