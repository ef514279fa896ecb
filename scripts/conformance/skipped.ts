/** Thrown by a requirement that cannot be tested from here. The message says what it would take. */
export class Skipped extends Error {
  override readonly name = 'Skipped';
}
