import { isAbsolute } from 'node:path';
import { UsageError } from '../../errors.ts';

/** Where a clamd listens: the path of a unix socket, or a host with its TCP port. */
export type ClamdAddress = { path: string } | { host: string; port: number };

/**
 * Reads `unix:/run/clamav/clamd.ctl`, the path alone, `tcp://host:3310` or `host:3310`; an IPv6 address stands in brackets.
 * @throws UsageError that says what is expected.
 */
export function parseClamdAddress(text: string): ClamdAddress {
  const path = text.replace(/^unix:(\/\/)?/, '');
  if (isAbsolute(path)) return { path };
  const parts = /^(?:tcp:(?:\/\/)?)?(?:\[([\da-f:.]+)\]|([^\s:/[\]]+)):(\d{1,5})$/i.exec(text);
  const host = parts?.[1] ?? parts?.[2];
  const port = Number(parts?.[3]);
  if (host === undefined || port < 1 || port > 65_535)
    throw new UsageError(
      `The address of clamd, "${text}", must be unix:/path/of/its/socket or tcp://host:port, as LocalSocket or TCPSocket in clamd.conf say it.`,
    );
  return { host, port };
}

/** The address for logs. */
export function toAddressWords(address: ClamdAddress): string {
  if ('path' in address) return address.path;
  return address.host.includes(':') ? `[${address.host}]:${address.port}` : `${address.host}:${address.port}`;
}
