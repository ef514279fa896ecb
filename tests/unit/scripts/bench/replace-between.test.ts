import { expect, test } from 'vitest';
import { replaceBetween } from '../../../../scripts/bench/replace-between.ts';

test('only what stands between the markers is replaced, as often as one likes', () => {
  const text = '# Title\n<!-- bench -->\nold\n<!-- /bench -->\nend\n';
  const once = replaceBetween(text, 'bench', 'new');
  expect(once).toBe('# Title\n<!-- bench -->\n\nnew\n\n<!-- /bench -->\nend\n');
  expect(replaceBetween(once, 'bench', 'new')).toBe(once);
});

test('a text without the markers is refused', () => {
  expect(() => replaceBetween('# Title\n', 'bench', 'new')).toThrow('<!-- bench -->');
});
