import { describe, expect, test } from 'vitest';
import { findKeyFaults } from './find-key-faults.ts';
import { findTextFaults } from './find-text-faults.ts';
import { readCode } from './read-code.ts';
import { readLocales } from './read-locales.ts';

const code = await readCode('{entrypoints,components,lib}/**/*.{ts,tsx,html}');
const settings = await readCode('wxt.config.ts');
const keys = new Set((await readLocales()).get('en')?.keys());

test('the code asks for words that are there, and for all of them', () => {
  expect(findKeyFaults([...code, ...settings], keys)).toEqual([]);
});

test('no words for people stand in the code', () => {
  expect(code.flatMap(findTextFaults)).toEqual([]);
});

test('each page tells its language', () => {
  const pages = code.filter(({ path }) => /^entrypoints\/[^/]+\/main\.tsx$/.test(path));
  expect(pages.length).toBeGreaterThan(1);
  expect(pages.filter(({ text }) => !text.includes('setPageLanguage(document)'))).toEqual([]);
});

describe('keys', () => {
  const faultsOf = (text: string) =>
    findKeyFaults([{ path: 'a.tsx', text }], new Set(['mode.block', 'mode.blockText', 'mode.warn']));
  const ALL = "const keys = ['mode.block', 'mode.blockText', 'mode.warn'];";

  test('all are used', () => {
    expect(faultsOf(`${ALL} i18n.t(keys[0]);`)).toEqual([]);
    expect(
      faultsOf(`const modes = ['block', 'warn']; i18n.t(\`mode.\${mode}\`); i18n.t(\`mode.\${mode}Text\`);`),
    ).toEqual([]);
  });

  test('those that are made of the words of a list are used, where the word stands in the code', () => {
    const faults = (text: string) =>
      findKeyFaults([{ path: 'a.ts', text }], new Set(['problem.notThere', 'problem.gone']));
    const ask = "i18n.t(toMessageKey('problem', word));";
    expect(faults(`const WORDS = ['not-there', 'gone']; ${ask}`)).toEqual([]);
    expect(faults(`const WORDS = ['gone']; ${ask}`)).toEqual(['problem.notThere is used nowhere.']);
    expect(faults(`const WORDS = ['not-there', 'gone']; i18n.t(\`\${group}.\${word}\`);`)).toContain(
      'problem.notThere is used nowhere.',
    );
  });

  test('one that is never asked for is found', () => {
    expect(faultsOf(`['block']; i18n.t(\`mode.\${mode}\`); 'mode.warn';`)).toEqual([
      'mode.blockText is used nowhere.',
    ]);
  });

  test('one that is not there is found', () => {
    expect(faultsOf(`${ALL} i18n.t(isOn ? 'mode.on' : 'mode.warn'); i18n.t(\`state.\${name}\`);`)).toEqual([
      'a.tsx asks for mode.on, which is not there.',
      expect.stringContaining('which is not there.'),
    ]);
  });
});

describe('words in the code', () => {
  const faultsOf = (text: string) => findTextFaults({ path: 'a.tsx', text });

  test.each([
    '<b>Save</b>',
    '<b>{isOn ? "Save" : ""}</b>',
    '<>{name || `Save`}</>',
    '<input placeholder="Save" />',
    '<input aria-label={isOn && "Save"} />',
    '<Row title="Save" />',
    'notify({ title: "Save" })',
    'document.title = "Save"',
  ])('%s is found', (text) => {
    expect(faultsOf(text)).toEqual(['a.tsx says "Save".']);
  });

  test('a sentence is found wherever it stands', () => {
    expect(faultsOf('const words = "Save the file";')).toEqual(['a.tsx says "Save the file".']);
    expect(faultsOf('const words = `Don’t save it`;')).toEqual(['a.tsx says "Don’t save it".']);
  });

  test('what is no text for people is not', () => {
    expect(faultsOf('<b class="Save" data-x="Save">{i18n.t("a.save")} – {count}</b>')).toEqual([]);
    expect(faultsOf('throw new RangeError("The name is wrong", { cause });')).toEqual([]);
    expect(faultsOf('headers.set("Content-Type", "Save"); key === "Escape";')).toEqual([]);
  });

  test('a page says the name of the extension at most', () => {
    const page = (title: string) =>
      findTextFaults({ path: 'a.html', text: `<title>${title}</title><p></p>` });
    expect(page('Sluice')).toEqual([]);
    expect(page('Settings')).toEqual(['a.html says "Settings".']);
  });
});
