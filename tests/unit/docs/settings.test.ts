import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { renderSettings } from '../../../scripts/settings/render-settings.ts';

const DOC = new URL('../../../docs/settings.md', import.meta.url);

it('docs/settings.md lists every setting as it is; `npm run settings` writes it anew', () => {
  const [, table] = readFileSync(DOC, 'utf8').split(/<!-- settings -->|<!-- \/settings -->/);
  expect(table?.trim()).toBe(renderSettings());
});
