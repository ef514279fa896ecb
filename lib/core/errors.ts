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

/** The browser's copy of a download was about to be given away without another: a defect of ours, stopped in time. */
export class NothingStagedError extends SluiceError {
  constructor(id: string) {
    super('nothing-staged', `No complete copy of "${id}" is staged: the browser's copy stays`);
  }
}

/** A row of a private window was about to be written to the disk: a defect of ours, stopped in time. */
export class PrivateRowError extends SluiceError {
  constructor() {
    super('private-row', 'Nothing of a private window is written to the disk');
  }
}

/** What is known of a refusal beside its problem. */
export type ApiErrorFacts = {
  status?: number;
  retryAfterMs?: number | undefined;
  detail?: string | undefined;
  size?: number | undefined;
  limit?: number | undefined;
  cause?: unknown;
};

/** The server or the way to it said no. `problem` (the same as `code`) decides what happens to the scan. */
export class ApiError extends SluiceError {
  readonly problem: Problem;
  /** HTTP status, 0 where no answer came. */
  readonly status: number;
  /** Milliseconds that the server asked to wait, where it did. */
  readonly retryAfterMs: number | undefined;
  /** The server's own words, untrusted and cut to 300 characters; ours where the request was not sent at all. */
  readonly detail: string | undefined;
  /** Bytes that were to be sent, where they were too many. */
  readonly size: number | undefined;
  /** Most bytes that may be sent, where it is known. */
  readonly limit: number | undefined;

  constructor(problem: Problem, facts: ApiErrorFacts = {}) {
    super(problem, facts.detail ?? problem, { cause: facts.cause });
    this.problem = problem;
    this.status = facts.status ?? 0;
    this.retryAfterMs = facts.retryAfterMs;
    this.detail = facts.detail;
    this.size = facts.size;
    this.limit = facts.limit;
  }
}

/** It could not be found out whether a server has a submission. Nothing was sent. */
export class SubmissionLookupError extends SluiceError {
  override readonly cause: ApiError;

  constructor(cause: ApiError) {
    super('submission-lookup', cause.message, { cause });
    this.cause = cause;
  }
}
