/** A rule of less is none. */
const MIN_WIDTH = 3;

/** Rows of cells as a table in Markdown, as the formatter writes it: the first row is its head, all columns are aligned. */
export function toMarkdownTable(rows: readonly (readonly string[])[]): string {
  const widths = rows.reduce<number[]>(
    (widest, cells) => cells.map((cell, at) => Math.max(widest[at] ?? MIN_WIDTH, cell.length)),
    [],
  );
  const [head = [], ...lines] = rows;
  const rule = head.map((_, at) => '-'.repeat(widths[at] ?? MIN_WIDTH));
  return [head, rule, ...lines]
    .map((cells) => `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? MIN_WIDTH)).join(' | ')} |`)
    .join('\n');
}
