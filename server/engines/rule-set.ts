import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RulesError } from '../errors.ts';
import { isRuleFile } from './is-rule-file.ts';

/** Rules that come with the service. */
const BUILT_IN_RULES = join(import.meta.dirname, '..', 'rules');

/** Hex digits of the version: enough to tell sets of rules apart, short enough to be read out. */
const VERSION_DIGITS = 12;

/**
 * The text of all rule files at one moment. Workers compile this and never the files: one that is started later, in the
 * place of another, has the same rules, whatever the files hold by then.
 */
export type RuleSet = {
  /** Of the names and contents of all files: the same on every machine that has the same ones. */
  version: string;
  sources: readonly { file: string; text: string }[];
};

/**
 * Reads the built-in rules and the `*.yar` and `*.yara` files of the folders, which are not compiled yet.
 * @throws RulesError that names a folder or a file that cannot be read.
 */
export function readRuleSet(folders: readonly string[]): RuleSet {
  const sources = [BUILT_IN_RULES, ...folders].flatMap(listRuleFiles).map(readSource);
  const hash = createHash('sha256');
  for (const { name, text } of sources) hash.update(`${name}\0${text}\0`);
  return {
    version: hash.digest('hex').slice(0, VERSION_DIGITS),
    sources: sources.map(({ file, text }) => ({ file, text })),
  };
}

type RuleFile = { file: string; name: string };

function listRuleFiles(folder: string): RuleFile[] {
  try {
    const names = readdirSync(folder).filter(isRuleFile);
    return names.sort().map((name) => ({ file: join(folder, name), name }));
  } catch (cause) {
    throw new RulesError(`Cannot read the rule folder ${folder}.`, { cause });
  }
}

function readSource({ file, name }: RuleFile): RuleFile & { text: string } {
  try {
    return { file, name, text: readFileSync(file, 'utf8') };
  } catch (cause) {
    throw new RulesError(`Cannot read the rule file ${file}.`, { cause });
  }
}
