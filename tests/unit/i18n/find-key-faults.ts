import { type Expression, parseSync, type TemplateLiteral, Visitor } from 'oxc-parser';
import type { CodeFile } from './read-code.ts';

type Found = {
  /** Every text of the code, with where it stands first. */
  literals: Map<string, string>;
  templates: TemplateLiteral[];
  /** Groups of keys that are made of the words of a list, by `toMessageKey`. */
  groups: Set<string>;
  /** What stands in `i18n.t(…)`, with its file. */
  asked: [path: string, key: Expression][];
};

/**
 * Compares the keys of the words with the code.
 * @returns a sentence for each key that is asked for and not there, or there and never asked for
 */
export function findKeyFaults(files: readonly CodeFile[], keys: ReadonlySet<string>): string[] {
  const found: Found = { literals: new Map(), templates: [], groups: new Set(), asked: [] };
  for (const file of files) collect(file, found);
  const patterns = found.templates.map((template) => toPattern(template));
  const isUsed = (key: string) =>
    found.literals.has(key) ||
    patterns.some((pattern) => matches(pattern, key, found.literals)) ||
    isOfList(key, found);
  const absent = found.asked.flatMap(([path, key]) =>
    absentKeys(key, keys).map((name) => `${path} asks for ${name}, which is not there.`),
  );
  return [...absent, ...[...keys].filter((key) => !isUsed(key)).map((key) => `${key} is used nowhere.`)];
}

function collect({ path, text }: CodeFile, found: Found): void {
  if (!/\.tsx?$/.test(path)) {
    for (const [, key] of text.matchAll(/__MSG_(\w+)__/g))
      if (key !== undefined) found.literals.set(key, path);
    return;
  }
  new Visitor({
    Literal({ value }) {
      if (typeof value !== 'string') return;
      const manifestKey = /^__MSG_(\w+)__$/.exec(value)?.[1];
      found.literals.set(manifestKey ?? value, path);
    },
    TemplateLiteral(template) {
      // One without a letter of its own would stand for every key.
      if (template.quasis.some(({ value }) => /[a-z]/i.test(value.raw))) found.templates.push(template);
    },
    CallExpression({ callee, arguments: [key] }) {
      const isMade = callee.type === 'Identifier' && callee.name === 'toMessageKey';
      if (isMade && key?.type === 'Literal') found.groups.add(String(key.value));
      const isWords =
        callee.type === 'MemberExpression' &&
        callee.object.type === 'Identifier' &&
        callee.object.name === 'i18n' &&
        key !== undefined;
      if (isWords && key.type !== 'SpreadElement') found.asked.push([path, key]);
    },
  }).visit(parseSync(path, text).program);
}

function absentKeys(key: Expression, keys: ReadonlySet<string>): string[] {
  switch (key.type) {
    case 'Literal':
      return typeof key.value === 'string' && !key.value.startsWith('@@') && !keys.has(key.value)
        ? [key.value]
        : [];
    case 'TemplateLiteral': {
      const pattern = toPattern(key);
      return [...keys].some((name) => pattern.test(name)) ? [] : [pattern.source];
    }
    case 'ConditionalExpression':
      return [...absentKeys(key.consequent, keys), ...absentKeys(key.alternate, keys)];
    default:
      return [];
  }
}

function toPattern({ quasis }: TemplateLiteral): RegExp {
  return new RegExp(`^${quasis.map(({ value }) => RegExp.escape(value.raw)).join('([\\w-]+)')}$`);
}

/** What stands for the hole of a template must be a text of the code, too. */
function matches(pattern: RegExp, key: string, literals: ReadonlyMap<string, string>): boolean {
  const holes = pattern.exec(key)?.slice(1);
  return holes?.every((hole) => literals.has(hole)) ?? false;
}

/** The word of the list must be a text of the code. */
function isOfList(key: string, { groups, literals }: Found): boolean {
  const [group = '', word = ''] = key.split('.');
  return groups.has(group) && literals.has(word.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));
}
