import { readdirSync, readFileSync } from 'node:fs';
import { parseMessagesFile } from '@wxt-dev/i18n/build';
import { describe, expect, it } from 'vitest';

const ROOT = new URL('../../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, ROOT), 'utf8');
const LANGUAGES = readdirSync(new URL('locales/', ROOT)).map((name) => name.replace('.yml', ''));

/**
 * The limits of the stores in characters. Names: Chrome 75, Edge 75, Firefox 50. The short text stands in the manifest of
 * Chrome and Edge; Firefox has a summary of its own.
 */
const LIMITS = { name: 50, short: 132, summary: 250, description: 10_000 };

const PROOFS = parseProofs(read('store/claims.md'));

describe.each(LANGUAGES)('the listing in %s', (language) => {
  const { name, short, summary, description, claims } = parseListing(read(`store/listings/${language}.md`));

  it('fits every store', () => {
    for (const [what, text] of Object.entries({ name, short, summary, description })) {
      const limit = Object.entries(LIMITS).find(([part]) => part === what)?.[1] ?? 0;
      expect([...text].length, `${what}: ${text}`).toBeLessThanOrEqual(limit);
      expect(text.trim(), what).not.toBe('');
    }
  });

  it('has the words of the manifest where stores take them from there', async () => {
    const messages = await parseMessagesFile(new URL(`locales/${language}.yml`, ROOT).pathname);
    const textOf = (key: string) => messages.find((message) => message.key.join('.') === key);
    expect(textOf('extensionDescription')).toMatchObject({ message: short });
    expect(name).toMatch(/^Sluice\b/);
  });

  it('promises what every other language does, each with its proof', () => {
    expect(claims).toHaveLength(new Set(PROOFS.map(({ claim }) => claim)).size);
  });
});

describe('the claims', () => {
  it.each(PROOFS)('$claim: $path proves it', ({ path, title }) => {
    expect(read(path)).toContain(title);
  });

  it('are for every language, and no other', () => {
    const listed = readdirSync(new URL('store/listings/', ROOT)).map((file) => file.replace('.md', ''));
    expect(listed.toSorted()).toEqual(LANGUAGES.toSorted());
  });
});

function parseListing(text: string) {
  const [name = '', short = '', summary = '', ...rest] = text.split('\n\n');
  const description = rest.join('\n\n');
  return {
    name: name.replace(/^# /, ''),
    short: short.replace(/^> /, ''),
    summary: summary.replace(/^> /, ''),
    description,
    claims: description.split('\n').filter((line) => line.startsWith('• ')),
  };
}

/** What is claimed, with each of the tests that prove it. */
function parseProofs(text: string): { claim: string; path: string; title: string }[] {
  const rows = [...text.matchAll(/^\| (.+?) +\| (`.+?) +\|$/gm)];
  return rows.flatMap(([, claim = '', tests = '']) =>
    [...tests.matchAll(/`(.+?)`: (.+?)(?=; `|$)/g)].map(([, path = '', title = '']) => ({
      claim,
      path,
      title,
    })),
  );
}
