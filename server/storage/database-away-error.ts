import { ServiceError } from '../errors.ts';

/** The database that scanners share cannot be reached. What was to be written may be written all the same. */
export class DatabaseAwayError extends ServiceError {
  constructor(cause: unknown) {
    const words = cause instanceof Error ? cause.message : String(cause);
    super('database_away', `The database cannot be reached: ${words}`, { cause });
  }
}
