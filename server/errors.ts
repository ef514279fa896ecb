import type { WireError } from '../lib/api/wire.ts';

/** Root of the service's own errors. `code` is stable and safe to log; `message` is written for people. */
export class ServiceError extends Error {
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

/** The command line or the environment asks for something impossible. Ends the program with exit code 2. */
export class UsageError extends ServiceError {
  constructor(message: string) {
    super('usage', message);
  }
}

/** A rule file cannot be read or compiled. The message names the file and the line. */
export class RulesError extends ServiceError {
  constructor(message: string, options?: ErrorOptions) {
    super('rules', message, options);
  }
}

/** The caller's request is refused. Carries the answer's status and its body in the style of Django REST framework. */
export class RequestError extends ServiceError {
  readonly status: number;
  readonly body: WireError;

  constructor(status: number, body: WireError) {
    super('request', JSON.stringify(body));
    this.status = status;
    this.body = body;
  }
}

/** A file, uploaded or fetched, is larger than `limit` bytes. */
export class TooLargeError extends ServiceError {
  readonly limit: number;

  constructor(limit: number) {
    super('too_large', `Larger than the limit of ${limit} bytes.`);
    this.limit = limit;
  }
}

/** A link could not be fetched. `transient` says whether another try may help; `status` is the HTTP status, if any came. */
export class FetchError extends ServiceError {
  readonly transient: boolean;
  readonly status: number | null;

  constructor(
    code: string,
    message: string,
    facts: { transient: boolean; status?: number },
    options?: ErrorOptions,
  ) {
    super(code, message, options);
    this.transient = facts.transient;
    this.status = facts.status ?? null;
  }
}

/** The store of samples failed. The message holds the system's code, and nothing of where the sample came from. */
export class SampleStoreError extends ServiceError {
  constructor(cause: unknown) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown fault';
    super('sample_store', `The scanner’s store of samples failed (${code}).`, { cause });
  }
}

/** A scan worker crashed, hung over its time limit, or was closed. */
export class EngineError extends ServiceError {}

/** An engine that was asked for cannot be reached: nothing is known of the sample, and another time may do. */
export class EngineMissingError extends ServiceError {}
