import {
  type Expression,
  type JSXElement,
  type JSXExpressionContainer,
  type JSXFragment,
  parseSync,
  type TemplateLiteral,
  Visitor,
  type VisitorObject,
} from 'oxc-parser';
import type { CodeFile } from './read-code.ts';

/** The attributes and properties of which people read or hear the value. */
const READ_ALOUD =
  /^(aria-(label|description|roledescription|valuetext)|alt|label|message|placeholder|text|title)$/;

const LETTER = /\p{L}/u;
/** Words as people read them: keys, addresses, selectors and lists of options are none. */
const SENTENCE = /^\p{Lu}\p{L}*['’]?\p{L}*,? \p{L}/u;

/** The layers that say nothing to people, but in what they hand to the browser. Their errors are for developers. */
const SILENT = /^lib\/(?!i18n\/|scan\/)/;

/**
 * Finds words for people in the code: they belong into `locales/`. What an error says is for developers.
 * @returns a sentence for each
 */
export function findTextFaults({ path, text }: CodeFile): string[] {
  if (path.endsWith('.html')) return pageWords(text).map((words) => `${path} says "${words}".`);
  const found = new Set<string>();
  const errors = { depth: SILENT.test(path) ? 1 : 0 };
  const add = (words: string) => found.add(words.trim().replaceAll(/\s+/g, ' '));
  new Visitor({
    ...visitErrors(errors),
    ...visitDrawn(add),
    Literal({ value }) {
      if (errors.depth === 0 && typeof value === 'string' && SENTENCE.test(value)) add(value);
    },
    TemplateElement({ value }) {
      if (errors.depth === 0 && SENTENCE.test(value.raw)) add(value.raw);
    },
    Property({ key, value }) {
      const name = key.type === 'Identifier' ? key.name : '';
      if (READ_ALOUD.test(name) && value.type === 'Literal') saidBy(value).forEach(add);
    },
    AssignmentExpression({ left, right }) {
      if (left.type !== 'MemberExpression' || left.property.type !== 'Identifier') return;
      if (/^(textContent|innerText|title)$/.test(left.property.name)) saidBy(right).forEach(add);
    },
  }).visit(parseSync(path, text).program);
  return [...found].map((words) => `${path} says "${words}".`);
}

function visitErrors(errors: { depth: number }): VisitorObject {
  return {
    NewExpression({ callee }) {
      if (callee.type === 'Identifier' && callee.name.endsWith('Error')) errors.depth += 1;
    },
    'NewExpression:exit'({ callee }) {
      if (callee.type === 'Identifier' && callee.name.endsWith('Error')) errors.depth -= 1;
    },
  };
}

function visitDrawn(add: (words: string) => void): VisitorObject {
  const addContained = ({ expression }: JSXExpressionContainer) => {
    if (expression.type !== 'JSXEmptyExpression') saidBy(expression).forEach(add);
  };
  const addChildren = ({ children }: JSXElement | JSXFragment) => {
    for (const child of children) if (child.type === 'JSXExpressionContainer') addContained(child);
  };
  return {
    JSXText({ value }) {
      if (LETTER.test(value)) add(value);
    },
    JSXElement: addChildren,
    JSXFragment: addChildren,
    JSXAttribute({ name, value }) {
      if (name.type !== 'JSXIdentifier' || !READ_ALOUD.test(name.name) || value === null) return;
      if (value.type === 'Literal') saidBy(value).forEach(add);
      if (value.type === 'JSXExpressionContainer') addContained(value);
    },
  };
}

/** The texts that an expression may come out as, without those that it asks for by a call. */
function saidBy(node: Expression): string[] {
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string' && LETTER.test(node.value) ? [node.value] : [];
    case 'TemplateLiteral':
      return templateWords(node);
    case 'ConditionalExpression':
      return [...saidBy(node.consequent), ...saidBy(node.alternate)];
    case 'LogicalExpression':
      return [...saidBy(node.left), ...saidBy(node.right)];
    default:
      return [];
  }
}

function templateWords({ quasis }: TemplateLiteral): string[] {
  return quasis.map(({ value }) => value.raw).filter((raw) => LETTER.test(raw));
}

/** What a page says before its script has run, but for the name of the extension. */
function pageWords(text: string): string[] {
  return text
    .replaceAll(/<!--.*?-->|<!doctype html>|<script[^>]*>|<style.*?<\/style>/gis, '')
    .split(/<[^>]*>/)
    .map((words) => words.trim())
    .filter((words) => LETTER.test(words) && words !== 'Sluice');
}
