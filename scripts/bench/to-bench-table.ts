import type { Figure, Results } from './figure.ts';

/** The results as a table in Markdown, with how they compare to an earlier run where there is one. */
export function toBenchTable(results: Results, earlier?: Results): string {
  const heads = ['figure', 'median', 'min', 'max', ...(earlier === undefined ? [] : ['against before'])];
  const lines = Object.entries(results).flatMap(([benchmark, figures]) =>
    Object.entries(figures).map(([name, figure]) => [
      `${benchmark}.${name}`,
      ...[figure.median, figure.min, figure.max].map((value) => withUnit(value, figure)),
      ...(earlier === undefined ? [] : [against(figure, earlier[benchmark]?.[name])]),
    ]),
  );
  return [heads, heads.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function withUnit(value: number, { unit }: Figure): string {
  switch (unit) {
    case 'ms':
      return `${value} ms`;
    case 'bytes':
      return `${Math.round(value / 1_000).toLocaleString('en')} kB`;
    case 'ratio':
      return `× ${value}`;
    case 'count':
      return value.toLocaleString('en');
  }
}

function against(figure: Figure, before: Figure | undefined): string {
  if (before === undefined) return 'new';
  if (before.median === figure.median) return '× 1';
  return before.median === 0 ? `was 0` : `× ${(figure.median / before.median).toFixed(2)}`;
}
