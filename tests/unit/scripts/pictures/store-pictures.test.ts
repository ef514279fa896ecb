import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readStoreTexts } from '../../../../scripts/pictures/store/read-store-texts.ts';
import { STORE_PICTURES } from '../../../../scripts/pictures/store/store-pictures.ts';
import { toStorePage } from '../../../../scripts/pictures/store/to-store-page.ts';

const LANGUAGES = readdirSync(new URL('../../../../locales/', import.meta.url)).map((name) =>
  name.replace('.yml', ''),
);
const SCREENSHOTS = STORE_PICTURES.filter(({ name }) => /^\d-/.test(name)).map(({ name }) => name.slice(2));

describe('the pictures for the stores', () => {
  it.each(LANGUAGES)('have words in %s, short enough to be read at a glance', async (language) => {
    const { captions, short } = await readStoreTexts(language);
    expect(Object.keys(captions).toSorted()).toEqual(SCREENSHOTS.toSorted());
    for (const [title, text] of Object.values(captions)) {
      expect([...title].length, title).toBeLessThanOrEqual(40);
      expect([...text].length, text).toBeLessThanOrEqual(80);
    }
    expect(short).not.toBe('');
  });

  it('have the sizes that the stores demand', () => {
    const sizes = STORE_PICTURES.map(
      ({ name, size: { width, height } }) => `${name.replace(/^\d-.*/, 'screenshot')} ${width}×${height}`,
    );
    expect(new Set(sizes)).toEqual(
      new Set(['screenshot 1280×800', 'tile-small 440×280', 'tile-marquee 1400×560']),
    );
    expect(SCREENSHOTS).toHaveLength(5);
  });

  it('take words for text, whatever is in them', () => {
    const [picture] = STORE_PICTURES;
    if (picture === undefined) throw new Error('There is no picture.');
    const page = toStorePage(picture, { title: '<b>"&', text: '', shots: [], mark: '', direction: 'rtl' });
    expect(page).toContain('<h1>&#60;b&#62;&#34;&#38;</h1>');
    expect(page).toContain('dir="rtl"');
  });
});
