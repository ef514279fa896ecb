import { readdirSync } from 'node:fs';
import { isRuleFile } from './engines/is-rule-file.ts';

/** What whoever starts the service should know although it starts, as sentences. The rule folders can be read. */
export function listStartWarnings({
  host,
  rulesDirs,
  allowedNetworks,
}: {
  host: string;
  rulesDirs: readonly string[];
  allowedNetworks: readonly string[];
}): string[] {
  const empty = rulesDirs.filter((folder) => !readdirSync(folder).some(isRuleFile));
  return [
    ...empty.map((folder) => `The rule folder ${folder} has no *.yar files.`),
    ...(isLoopback(host) || allowedNetworks.length === 0
      ? []
      : [
          `The scanner listens on ${host}, where other machines may reach it: whoever has the token makes it fetch from the networks that allowedNetworks opens (${allowedNetworks.join(', ')}).`,
        ]),
  ];
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}
