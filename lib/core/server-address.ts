import { isLoopbackHost, isPrivateHost } from './host-rules.ts';

/** The vendor's regions: https://api… with the path `/api/v1/` below each. */
export const REGIONS = {
  us: 'https://api.perception-point.io',
  eu: 'https://api.eu.perception-point.io',
  aus: 'https://api.aus.perception-point.io',
} as const;

export type Region = keyof typeof REGIONS;

export type AddressProblem = 'empty' | 'not-an-address' | 'not-http' | 'has-credentials' | 'not-secure';

export type ParsedAddress = { ok: true; server: string } | { ok: false; problem: AddressProblem };

/**
 * Reads a server's address as a person types it. The answer has no slash at its end and no `/api/v1` path.
 * Without a scheme it is `https:`, and `http:` on this machine, as the local scanner speaks it.
 * Plain `http:` is taken only for private hosts: elsewhere the token would travel in the open.
 */
export function parseServerAddress(text: string): ParsedAddress {
  const trimmed = text.trim();
  if (trimmed === '') return { ok: false, problem: 'empty' };
  const address = /^[a-z][a-z\d+.-]*:\/\//i.test(trimmed) ? trimmed : withScheme(trimmed);
  if (!URL.canParse(address)) return { ok: false, problem: 'not-an-address' };
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return { ok: false, problem: 'not-http' };
  if (url.username !== '' || url.password !== '') return { ok: false, problem: 'has-credentials' };
  if (url.protocol === 'http:' && !isPrivateHost(url.hostname)) return { ok: false, problem: 'not-secure' };
  const path = url.pathname.replace(/\/+(api(\/+v1(\/.*)?)?\/*)?$/, '');
  return { ok: true, server: url.origin + path };
}

function withScheme(text: string): string {
  const host = URL.parse(`http://${text}`)?.hostname ?? '';
  return isLoopbackHost(host) ? `http://${text}` : `https://${text}`;
}

/** The vendor's region that a server's address stands for, if it does. */
export function regionOf(server: string): Region | undefined {
  const regions: readonly Region[] = ['us', 'eu', 'aus'];
  return regions.find((region) => REGIONS[region] === server);
}
