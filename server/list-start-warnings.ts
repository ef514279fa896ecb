import { readdirSync } from 'node:fs';
import type { ServerConfig } from './config.ts';
import { isRuleFile } from './engines/is-rule-file.ts';

/**
 * What whoever starts the service should know although it starts, as sentences. The rule folders can be read. Plain HTTP
 * on other addresses is not refused: in a container, and behind a proxy on another machine, it is what is wanted.
 */
export function listStartWarnings({
  host,
  rulesDirs,
  allowedNetworks,
  tls,
  trustProxy,
}: Pick<ServerConfig, 'host' | 'rulesDirs' | 'allowedNetworks' | 'tls' | 'trustProxy'>): string[] {
  const empty = rulesDirs.filter((folder) => !readdirSync(folder).some(isRuleFile));
  const isPlain = tls === null && trustProxy.length === 0;
  return [
    ...empty.map((folder) => `The rule folder ${folder} has no *.yar files.`),
    ...(isLoopback(host) || allowedNetworks.length === 0
      ? []
      : [
          `The scanner listens on ${host}, where other machines may reach it: whoever has the token makes it fetch from the networks that allowedNetworks opens (${allowedNetworks.join(', ')}).`,
        ]),
    ...(isLoopback(host) || !isPlain ? [] : [`The scanner listens on ${host}, without TLS: ${PLAIN}`]),
  ];
}

const PLAIN =
  'tokens and files pass that network in the clear. Set tls, or put a proxy with TLS in front and name it in trustProxy.';

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}
