import { readFileSync } from 'node:fs';

/** A move of a machine: `state + event -> next state`. */
export type Move = `${string} + ${string} -> ${string}`;

/** The moves that ARCHITECTURE.md draws in the table whose header has these three words. */
export function readDrawnMoves(...header: readonly [state: string, event: string, next: string]): Move[] {
  const lines = readFileSync(new URL('../../../ARCHITECTURE.md', import.meta.url), 'utf8').split('\n');
  const first = lines.findIndex((line) => header.every((word, column) => toCells(line)[column] === word));
  if (first === -1) throw new Error(`ARCHITECTURE.md draws no table with the header ${header.join(', ')}.`);
  const rows = lines.slice(first + 2);
  const end = rows.findIndex((line) => !line.startsWith('|'));
  return rows.slice(0, end).map((line): Move => {
    const [state = '', event = '', next = ''] = toCells(line);
    return `${state} + ${event} -> ${next}`;
  });
}

function toCells(line: string): string[] {
  return line
    .split('|')
    .slice(1)
    .map((cell) => cell.replaceAll('`', '').trim());
}
