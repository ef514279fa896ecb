import { UsageError } from '../errors.ts';
import { type Rate, SCOPES, type Scope } from './token.ts';

const UNITS: { [unit: string]: number } = { s: 1_000, min: 60_000, h: 3_600_000, d: 86_400_000 };

/** Reads `60/min`: a number of requests for each `s`, `min`, `h` or `d`. @throws UsageError */
export function parseRate(text: string): Rate {
  const [, max = '', unit = ''] = /^(\d{1,9})\/(s|min|h|d)$/.exec(text) ?? [];
  const windowMs = UNITS[unit];
  if (windowMs === undefined || Number(max) === 0)
    throw new UsageError('--rate must be a number of requests and s, min, h or d, such as 60/min.');
  return { max: Number(max), windowMs };
}

/** Reads `90d` as milliseconds: a number and `min`, `h` or `d`. @throws UsageError */
export function parseLifetime(text: string): number {
  const [, count = '', unit = ''] = /^(\d{1,6})(min|h|d)$/.exec(text) ?? [];
  const ms = Number(count) * (UNITS[unit] ?? 0);
  if (ms === 0) throw new UsageError('--expires must be a number and min, h or d, such as 90d.');
  return ms;
}

/** Reads `submit,read`. @throws UsageError */
export function parseScopes(text: string): Scope[] {
  const given = text.split(',').map((part) => part.trim());
  const known = SCOPES.filter((scope) => given.includes(scope));
  if (known.length !== new Set(given).size)
    throw new UsageError(`--scopes must be some of ${SCOPES.join(', ')}, with commas between.`);
  return known;
}

/** Checks a name: people read it in lists and logs. @throws UsageError */
export function parseName(text: string | undefined): string {
  if (text === undefined || !/^[\p{L}\p{N}][\p{L}\p{N} ._@-]{0,63}$/u.test(text))
    throw new UsageError('--name must be 1 to 64 letters, digits, spaces and . _ @ -, such as mail-gateway.');
  return text;
}
