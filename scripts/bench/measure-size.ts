import { measureSizes } from '../check/measure-sizes.ts';
import { measurePacked } from '../tools/measure-packed.ts';
import type { Benchmark } from './benchmark.ts';
import { toFigure } from './figure.ts';

/** Each bundle gzipped, and the packed extension. */
export const SIZE: Benchmark = {
  name: 'size',
  async run({ extensionDir }) {
    const { background, pages, zip } = await measureSizes(extensionDir, await measurePacked(extensionDir));
    const bytes = (size: number) => toFigure([size], 'bytes');
    return {
      background: bytes(background),
      ...Object.fromEntries(
        Object.entries(pages).map(([page, size]) => [`page.${page.replace('.html', '')}`, bytes(size)]),
      ),
      packed: bytes(zip),
    };
  },
};
