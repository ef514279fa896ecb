/** Names that try to be read as others, and how each is to be shown. */
export const HOSTILE_NAMES: readonly (readonly [what: string, name: string, shown: string])[] = [
  ['an override of the direction', 'invoice\u202efdp.exe', 'invoice⟨RLO⟩fdp.exe'],
  ['isolates', 'a\u2067b\u2069.exe', 'a⟨RLI⟩b⟨PDI⟩.exe'],
  ['characters of no width', 'pay\u200bpal\ufeff.zip', 'pay⟨ZWSP⟩pal⟨BOM⟩.zip'],
  ['a joiner between Latin letters', 'a\u200db.exe', 'a⟨ZWJ⟩b.exe'],
  ['control characters', 'a\u0000b\u001b[31m.txt', 'a⟨U+0000⟩b⟨U+001B⟩[31m.txt'],
  ['a line break', 'a\nb.txt', 'a b.txt'],
  ['separators of lines', 'a\u2028b.txt', 'a⟨U+2028⟩b.txt'],
  ['spaces that push the ending away', `report.pdf${' '.repeat(40)}.exe`, 'report.pdf⟨40 × SP⟩.exe'],
  ['spaces that HTML keeps', `report.pdf${'\u00a0'.repeat(5)}.exe`, 'report.pdf⟨5 × SP⟩.exe'],
  ['blank signs of braille', 'a\u2800.exe', 'a⟨U+2800⟩.exe'],
  ['fillers', 'a\u3164.exe', 'a⟨U+3164⟩.exe'],
  ['tags', 'a\u{e0041}.exe', 'a⟨U+E0041⟩.exe'],
  ['piled-up marks', `a${'\u0301'.repeat(30)}.exe`, `a${'\u0301'.repeat(4)}⟨…⟩.exe`],
  ['half a character', 'a\ud83d.exe', 'a\ufffd.exe'],
  ['HTML', '<img src=x onerror=alert(1)>.pdf', '<img src=x onerror=alert(1)>.pdf'],
  ['a formula', '=HYPERLINK("https://a.example")', '=HYPERLINK("https://a.example")'],
];
