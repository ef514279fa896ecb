import type { DownloadRule } from './download-rule.ts';
import { matchesHost, matchesPattern } from './match-pattern.ts';
import { toFileName, toTarget } from './target.ts';

/** What the rules are compared with. */
export type RuleFacts = {
  addresses: readonly string[];
  /** '' where it is not decided yet. */
  name: string;
  /** Bytes, where known. */
  size?: number | undefined;
};

/** The first rule that matches any of the addresses, the name or the size. */
export function findRule(rules: readonly DownloadRule[], facts: RuleFacts): DownloadRule | undefined {
  return rules.find((rule) => matches(rule, facts));
}

function matches(rule: DownloadRule, { addresses, name, size }: RuleFacts): boolean {
  switch (rule.kind) {
    case 'host':
      return addresses.some((address) => matchesHost(toTarget(address).host, rule.host));
    case 'pattern':
      return addresses.some((address) => matchesPattern(address, rule.pattern));
    case 'ending':
      return hasEnding(name, rule.ending);
    case 'size':
      return size !== undefined && isWithin(size, rule);
  }
}

/** Windows leaves out dots and spaces at the end of a name: "setup.exe. ." is started like setup.exe. */
function hasEnding(name: string, ending: string): boolean {
  const wanted = ending.trim().toLowerCase().replace(/^\.+/, '');
  const seen = toFileName(name)
    .toLowerCase()
    .replace(/[. ]+$/, '');
  return wanted !== '' && seen.endsWith(`.${wanted}`);
}

function isWithin(size: number, { atLeast, atMost }: { atLeast?: number; atMost?: number }): boolean {
  if (atLeast === undefined && atMost === undefined) return false;
  return size >= (atLeast ?? 0) && size <= (atMost ?? Number.POSITIVE_INFINITY);
}
