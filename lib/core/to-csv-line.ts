/**
 * What makes a table program take a cell for a formula, also after spaces and in the wide forms of East Asian keyboards:
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
const FORMULA = /^[\s\p{Cf}]*[=+\-@|%＝＋－＠]|^[\t\r\n]/u;
/** The same after what other programs, or other languages, take for the end of a cell. */
const INNER_FORMULA = /([;\t\r\n][\s\p{Cf}]*)(?=[=+\-@|%＝＋－＠])/gu;

/**
 * A line of a CSV file (RFC 4180), with its end. A text that a table program would run as a formula gets a `'` before it,
 * which such programs show as text.
 */
export function toCsvLine(cells: readonly (string | number | undefined)[]): string {
  return `${cells.map(toCell).join(',')}\r\n`;
}

function toCell(value: string | number | undefined = ''): string {
  if (typeof value === 'number') return String(value);
  const inner = value.replace(INNER_FORMULA, "$1'");
  const text = FORMULA.test(value) ? `'${inner}` : inner;
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}
