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

const SIGNS = ['=', '+', '-', '@', '|', '%', '＝', '＋', '－', '＠', '\ufe63', '\ufe66', '\u2212'];
const LEADS = [
  '',
  '"',
  '""',
  ' "',
  '\u0301',
  '\u115f',
  '\u200b',
  '\u2800',
  '\u0000',
  '\n"',
  '\u0085',
  '"\u3164 "',
];

describe.each([',', ';', '\t'])('read with %j between the cells', (separator) => {
  test.each(SIGNS)('no cell begins with %s, whatever stands before it', (sign) => {
    for (const lead of LEADS) {
      for (const before of ['', 'report;', 'report\t', 'report,', 'a\n', '";']) {
        const name = `${before}${lead}${sign}cmd|' calc'!A0;x.pdf`;
        const cells = readTable(toCsvLine(['id', name, name]) + toCsvLine([name, 'host']), separator);
        const formulas = cells.filter((cell) => SIGNS.includes(withoutLead(cell).charAt(0)));
        expect(formulas, JSON.stringify(name)).toEqual([]);
      }
    }
  });
});

test('a text of nothing but ends of cells takes no time that grows with its square', () => {
  const text = '\t'.repeat(200_000);
  expect(toCsvLine([text])).toBe(`"'${text}"\r\n`);
});

/** What a table program may leave out at the beginning of a cell. */
function withoutLead(cell: string): string {
  return cell.replace(/^["\s\p{Cf}\p{Cc}\p{M}\u115f\u2800\u3164]+/u, '');
}

/** Reads all cells of a table as table programs do: quotes count at the beginning of a cell only. */
function readTable(text: string, separator: string): string[] {
  const cells: string[] = [];
  let cell = '';
  let [isFirst, isQuoted] = [true, false];
  for (const character of text) {
    if (isQuoted && character === '"') isQuoted = false;
    else if (isFirst && character === '"') isQuoted = true;
    else if (!isQuoted && (character === separator || character === '\r' || character === '\n')) {
      cells.push(cell);
      [cell, isFirst] = ['', true];
      continue;
    } else cell += character;
    isFirst = false;
  }
  return [...cells, cell];
}

/** Without what keeps a program from running it. */
function withoutMarks(text = ''): string {
  return text.replace(/^'/, '').replace(/'(?=[=+\-@|%＝＋－＠\ufe62\ufe63\ufe66\ufe6b\u2212])/gu, '');
}

/** Reads a line as RFC 4180 has it, by other means than it is written. */
function readLine(line: string): string[] {
  const cells = line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",\r\n]*))(?=,|\r\n$)/g);
  return [...cells].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '');
}
