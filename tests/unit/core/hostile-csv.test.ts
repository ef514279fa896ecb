import { describe, expect, test } from 'vitest';
import { toCsvLine } from '../../../lib/core/to-csv-line.ts';
import { HOSTILE_STRINGS } from '../../fixtures/hostile-strings.ts';

describe.each(Object.entries(HOSTILE_STRINGS))('%s in a table', (_name, text) => {
  test('stays in its cell', () => {
    const cells = readLine(toCsvLine(['before', text, 'after']));
    expect(cells).toHaveLength(3);
    expect([cells[0], cells[2]]).toEqual(['before', 'after']);
    expect(cells[1]?.replace(/^'/, '')).toBe(text.replace(/^'/, ''));
  });

  test('is no formula', () => {
    const [cell = ''] = readLine(toCsvLine([text]));
    expect(cell.trimStart()).not.toMatch(/^[=+\-@\t\r]/);
  });
});

/** Reads a line as RFC 4180 has it, by other means than it is written. */
function readLine(line: string): string[] {
  const cells = line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",\r\n]*))(?=,|\r\n$)/g);
  return [...cells].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '');
}
