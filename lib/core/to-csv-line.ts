/** What table programs take no notice of before a formula, quotes of a cell that they read otherwise among it. */
const LEAD = String.raw`["\s\p{Cf}\p{Cc}\p{M}\p{Default_Ignorable_Code_Point}\u2800]*`;
/** Signs of formulas, also the wide and small ones of East Asian keyboards, and the minus of mathematics. */
const SIGN = String.raw`[=+\-@|%＝＋－＠\ufe62\ufe63\ufe66\ufe6b\u2212]`;
/**
 * What makes a table program take a cell for a formula:
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
const FORMULA = new RegExp(String.raw`^${LEAD}${SIGN}|^[\t\r\n]`, 'u');
/** The same after what other programs, or other languages, take for the end of a cell. Its sign may be missing. */
const INNER_FORMULA = new RegExp(String.raw`([;\t-\r\u0085\u2028\u2029]${LEAD})(${SIGN}?)`, 'gu');

/**
 * A line of a CSV file (RFC 4180), with its end. A text that a table program would run as a formula gets a `'` before it,
 * which such programs show as text.
 */
export function toCsvLine(cells: readonly (string | number | undefined)[]): string {
  return `${cells.map(toCell).join(',')}\r\n`;
}

function toCell(value: string | number | undefined = ''): string {
  if (typeof value === 'number') return String(value);
  const inner = value.replace(INNER_FORMULA, (_all, lead: string, sign: string) =>
    sign === '' ? lead : `${lead}'${sign}`,
  );
  const text = FORMULA.test(value) ? `'${inner}` : inner;
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}
