import fc from 'fast-check';

const PIECES = [
  'setup',
  'report',
  'CON',
  'nul',
  'com1',
  '.exe',
  '.pdf',
  '.tar',
  '.gz',
  '.unverified',
  ' (1)',
  '(2)',
  '.',
  '..',
  ' ',
  '   ',
  '/',
  '\\',
  ':',
  '"',
  '\u202e',
  '\u200f',
  '\u200d',
  '\u0000',
  '\ud800',
  '👨‍👩‍👧',
  '❤️',
  'é',
  'e\u0301',
  '漢字',
  'ß',
  'x'.repeat(120),
  '\u0301'.repeat(60),
];

/** Names as somebody makes them up who means no good: pieces of the known tricks, and anything at all. */
export function aHostileName(): fc.Arbitrary<string> {
  const piece = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...PIECES) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
  );
  return fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
}
