import type { Figure, Results } from './figure.ts';
import { toMarkdownTable } from './to-markdown-table.ts';
import { withUnit } from './with-unit.ts';

/** The results as a table in Markdown, with how they compare to an earlier run where there is one. */
export function toBenchTable(results: Results, earlier?: Results): string {
  const heads = ['figure', 'median', 'min', 'max', ...(earlier === undefined ? [] : ['against before'])];
  const lines = Object.entries(results).flatMap(([benchmark, figures]) =>
    Object.entries(figures).map(([name, figure]) => [
      `${benchmark}.${name}`,
      ...[figure.median, figure.min, figure.max].map((value) => withUnit(value, figure.unit)),
      ...(earlier === undefined ? [] : [against(figure, earlier[benchmark]?.[name])]),
    ]),
  );
  return toMarkdownTable([heads, ...lines]);
}

function against(figure: Figure, before: Figure | undefined): string {
  if (before === undefined) return 'new';
  if (before.unit !== figure.unit) return `was in ${before.unit}`;
  if (before.median === figure.median) return '× 1';
  return before.median === 0 ? `was 0` : `× ${(figure.median / before.median).toFixed(2)}`;
}
