import type { FastifyBaseLogger } from 'fastify';
import { EngineError, RulesError } from '../errors.ts';
import { type RuleSet, readRuleSet } from './rule-set.ts';

export type RuleKeeperDeps = {
  folders: readonly string[];
  /** The rules that the engines have now. */
  first: RuleSet;
  /** Gives the engines other rules. @throws RulesError or EngineError where they keep the old ones */
  use: (rules: RuleSet) => Promise<void>;
  now: () => number;
  log: FastifyBaseLogger;
};

/** The rules in use; `loadedAt` is when they were taken into use, in epoch milliseconds. */
export type RulesInfo = { version: string; files: number; loadedAt: number };

/** Knows which rules are in use, and takes in others when it is asked to. */
export function createRuleKeeper({ folders, first, use, now, log }: RuleKeeperDeps) {
  let info = toInfo(first, now());
  let last = Promise.resolve();

  /**
   * Reads all rule files again. Rules that cannot be read or compiled are refused, with file and line in the log, and
   * the old ones stay. One call after another; handles its own failures.
   */
  function reload(): Promise<void> {
    last = last.then(reloadNow);
    return last;
  }

  async function reloadNow(): Promise<void> {
    try {
      const rules = readRuleSet(folders);
      await use(rules);
      const before = info.version;
      info = toInfo(rules, now());
      log.info({ rules: info, before }, 'rules reloaded');
    } catch (error) {
      const known = error instanceof RulesError || error instanceof EngineError;
      log.error(
        { rules: info, ...(known ? { code: error.code, message: error.message } : { err: error }) },
        'rules not reloaded, the old ones stay',
      );
    }
  }

  return { reload, info: (): RulesInfo => info };
}

function toInfo({ version, sources }: RuleSet, loadedAt: number): RulesInfo {
  return { version, files: sources.length, loadedAt };
}
