import type { DownloadRule } from './download-rule.ts';
import { isMatchPattern } from './match-pattern.ts';

export const RULE_KINDS = ['host', 'pattern', 'ending', 'size'] as const satisfies DownloadRule['kind'][];

export type RuleKind = (typeof RULE_KINDS)[number];

/** A rule as it stands in a form. `value` serves all kinds but `size`, whose ends are in MB. */
export type RuleInput = { kind: RuleKind; value: string; atLeast: string; atMost: string; why: string };

export type RuleProblem =
  | 'no-host'
  | 'not-a-host'
  | 'not-a-pattern'
  | 'no-ending'
  | 'not-an-ending'
  | 'no-size'
  | 'not-a-size'
  | 'sizes-crossed'
  | 'no-why';

export type ParsedRule = { ok: true; rule: DownloadRule } | { ok: false; problem: RuleProblem };

export const EMPTY_RULE_INPUT: RuleInput = { kind: 'host', value: '', atLeast: '', atMost: '', why: '' };

/** Bytes of a MB, as sizes are told everywhere else. */
const MEGABYTE = 1_000_000;
/** Longest ending that makes sense, in characters. */
const MAX_ENDING_LENGTH = 100;

/** Reads a line of the allow or the block list that a person entered. */
export function parseRule(input: RuleInput): ParsedRule {
  const parsed = parseKind(input);
  if (!parsed.ok) return parsed;
  return parsed.rule.why === '' ? { ok: false, problem: 'no-why' } : parsed;
}

/** A rule as a form shows it. */
export function toRuleInput(rule: DownloadRule): RuleInput {
  const input = { ...EMPTY_RULE_INPUT, kind: rule.kind, why: rule.why };
  switch (rule.kind) {
    case 'host':
      return { ...input, value: rule.host };
    case 'pattern':
      return { ...input, value: rule.pattern };
    case 'ending':
      return { ...input, value: rule.ending };
    case 'size':
      return { ...input, atLeast: toMegabytes(rule.atLeast), atMost: toMegabytes(rule.atMost) };
  }
}

function parseKind(input: RuleInput): ParsedRule {
  const value = input.value.trim();
  const why = input.why.trim();
  switch (input.kind) {
    case 'host':
      if (value === '') return { ok: false, problem: 'no-host' };
      return isHost(value)
        ? { ok: true, rule: { kind: 'host', host: value.toLowerCase(), why } }
        : { ok: false, problem: 'not-a-host' };
    case 'pattern':
      return isMatchPattern(value)
        ? { ok: true, rule: { kind: 'pattern', pattern: value, why } }
        : { ok: false, problem: 'not-a-pattern' };
    case 'ending':
      return parseEnding(value, why);
    case 'size':
      return parseSizes(input, why);
  }
}

/** A name, an address in numbers, or one with `*.` before it: nothing of an address around it. */
function isHost(text: string): boolean {
  const name = text === '*' ? 'any' : text.replace(/^\*\./, '');
  if (/[\s/\\?#@*%]/.test(name) || /^[^[].*:/.test(name)) return false;
  return (URL.parse(`http://${name}/`)?.hostname ?? '') !== '';
}

function parseEnding(value: string, why: string): ParsedRule {
  const ending = value.replace(/^\*?\.+/, '').toLowerCase();
  if (ending === '') return { ok: false, problem: 'no-ending' };
  const isEnding = /^[^\s/\\:*?"<>|]+$/.test(ending) && ending.length <= MAX_ENDING_LENGTH;
  return isEnding
    ? { ok: true, rule: { kind: 'ending', ending, why } }
    : { ok: false, problem: 'not-an-ending' };
}

function parseSizes({ atLeast, atMost }: RuleInput, why: string): ParsedRule {
  const [least, most] = [parseMegabytes(atLeast), parseMegabytes(atMost)];
  if (least === null || most === null) return { ok: false, problem: 'not-a-size' };
  if (least === undefined && most === undefined) return { ok: false, problem: 'no-size' };
  if (least !== undefined && most !== undefined && least > most)
    return { ok: false, problem: 'sizes-crossed' };
  const rule: DownloadRule = {
    kind: 'size',
    ...(least === undefined ? {} : { atLeast: least }),
    ...(most === undefined ? {} : { atMost: most }),
    why,
  };
  return { ok: true, rule };
}

/** @returns bytes; undefined where nothing was entered, null where it is no size */
function parseMegabytes(text: string): number | undefined | null {
  const number = text.trim().replace(',', '.');
  if (number === '') return undefined;
  if (!/^\d+(\.\d+)?$/.test(number)) return null;
  const bytes = Math.round(Number(number) * MEGABYTE);
  return Number.isSafeInteger(bytes) ? bytes : null;
}

function toMegabytes(bytes: number | undefined): string {
  return bytes === undefined ? '' : String(bytes / MEGABYTE);
}
