/** The first of the private characters, which no text means anything by. */
const ESCAPE = '\uE000';

/**
 * PostgreSQL's text holds every character but NUL (https://www.postgresql.org/docs/current/datatype-character.html),
 * which names that callers send may hold. All other text stays as it is.
 */
export const encodeText = (text: string): string =>
  text.replaceAll(ESCAPE, `${ESCAPE}1`).replaceAll('\0', `${ESCAPE}0`);

/** What `encodeText` was given. */
export const decodeText = (stored: string): string =>
  stored.replaceAll(`${ESCAPE}0`, '\0').replaceAll(`${ESCAPE}1`, ESCAPE);
