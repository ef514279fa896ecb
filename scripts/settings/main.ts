import { readFileSync, writeFileSync } from 'node:fs';
import { renderSettings } from './render-settings.ts';

const DOC = new URL('../../docs/settings.md', import.meta.url);

// Writes the table of settings into docs/settings.md, between its marks.
const text = readFileSync(DOC, 'utf8');
const table = `<!-- settings -->\n\n${renderSettings()}\n\n<!-- /settings -->`;
writeFileSync(
  DOC,
  text.replace(/<!-- settings -->.*<!-- \/settings -->/s, () => table),
);
