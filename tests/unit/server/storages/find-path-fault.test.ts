import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPathFault } from '../../../../server/storages/find-path-fault.ts';

/** Decodes as servers do it: all at once, as UTF-8. */
function decodeOnce(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

describe('findPathFault', () => {
  it.each(['a', 'a/b.txt', '..a', 'a..', '...', '100%', '%41', '%zz', 'ü/漢', '-x', ' a '])(
    'lets “%s” pass',
    (path) => {
      expect(findPathFault(path)).toBeNull();
    },
  );

  it('lets nothing pass that leads elsewhere, decoded once, twice or three times', () => {
    const piece = fc.constantFrom(
      '.',
      '..',
      '/',
      '\\',
      '%2e',
      '%2F',
      '%5c',
      '%25',
      '25',
      '2e',
      '2f',
      'a',
      '%',
      '\0',
      '%00',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const path = pieces.join('');
        if (findPathFault(path) !== null) return;
        const slashes = path.split('/').length;
        for (let form = path, round = 0; round < 4; form = decodeOnce(form), round += 1) {
          const parts = form.split('/');
          expect(
            parts.some((part) => ['', '.', '..'].includes(part)),
            form,
          ).toBe(false);
          expect(/[\\\0]/.test(form), form).toBe(false);
          expect(parts.length).toBe(slashes);
        }
      }),
    );
  });

  it('reads a path that is encoded a hundred times', () => {
    expect(findPathFault(`%${'25'.repeat(100)}2e%2e/x`)).toMatch(/\. and \.\./);
  });
});
