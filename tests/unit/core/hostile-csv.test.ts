import { describe, expect, test } from 'vitest';
import { toCsvLine } from '../../../lib/core/to-csv-line.ts';
import { HOSTILE_STRINGS } from '../../fixtures/hostile-strings.ts';

describe.each(Object.entries(HOSTILE_STRINGS))('%s in a table', (_name, text) => {
  test('stays in its cell', () => {
    const cells = readLine(toCsvLine(['before', text, 'after']));
    expect(cells).toHaveLength(3);
    expect([cells[0], cells[2]]).toEqual(['before', 'after']);
    expect(withoutMarks(cells[1])).toBe(withoutMarks(text));
  });

  test('is no formula', () => {
    const [cell = ''] = readLine(toCsvLine([text]));
    expect(cell.trimStart()).not.toMatch(/^[=+\-@\t\r]/);
  });

  test.each([';', '\t'])('is no formula where a cell ends at %j', (separator) => {
    for (const cell of toCsvLine([`a${separator}${text}`, text]).split(separator))
      expect(cell.trim()).not.toMatch(/^"?\s*[=+\-@]/);
  });
});

test('a name that holds another cell is none', () => {
  expect(toCsvLine(["x;=cmd|' C calc'!A0;y.pdf"])).toBe("x;'=cmd|' C calc'!A0;y.pdf\r\n");
});

/** Without what keeps a program from running it. */
function withoutMarks(text = ''): string {
  return text.replace(/^'/, '').replace(/'(?=[=+\-@|%＝＋－＠])/gu, '');
}

/** Reads a line as RFC 4180 has it, by other means than it is written. */
function readLine(line: string): string[] {
  const cells = line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",\r\n]*))(?=,|\r\n$)/g);
  return [...cells].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '');
}
