import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const PAGE = fileURLToPath(new URL('../../../docs/foreign-clients.md', import.meta.url));

/** A row of the page: what is called, and the status and the body of the answer. */
export type DocumentedCall = { call: string; answer: string };

/**
 * Reads the table below a heading of `docs/foreign-clients.md`.
 * @throws Error where there is no such table
 */
export async function readCalls(heading: string): Promise<DocumentedCall[]> {
  const page = await readFile(PAGE, 'utf8');
  const section = page.split(/^## /m).find((text) => text.startsWith(`${heading}\n`)) ?? '';
  const rows = [...section.matchAll(/^\| `([^`]+)`\s*\| `([^`]+)`\s*\|/gm)];
  if (rows.length === 0) throw new Error(`${PAGE} has no calls below “${heading}”.`);
  return rows.map(([, call = '', answer = '']) => ({ call, answer }));
}
