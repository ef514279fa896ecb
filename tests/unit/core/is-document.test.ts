import { expect, test } from 'vitest';
import { isDocument } from '../../../lib/core/is-document.ts';

test.each(['report.pdf', 'Letter.DOCX', 'a.b.xlsx', 'notes.txt', 'mail.eml', 'list.csv. '])(
  '%s is a document',
  (name) => expect(isDocument(name)).toBe(true),
);

test.each(['setup.exe', 'pdf', 'report.pdf.exe', 'archive.zip', 'picture.png', ''])('%s is none', (name) =>
  expect(isDocument(name)).toBe(false),
);
