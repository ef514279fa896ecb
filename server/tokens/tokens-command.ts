import { parseArgs } from 'node:util';
import type { AuditLog } from '../audit/audit-log.ts';
import { UsageError } from '../errors.ts';
import { parseLifetime, parseName, parseRate, parseScopes } from './parse-token-options.ts';
import type { TokenRecord } from './token.ts';
import type { TokenStore } from './token-store.ts';
import { createTokenText, digestToken } from './token-text.ts';

export const TOKENS_USAGE = `Usage: npm run server -- tokens create --name NAME [--scopes submit,read] [--rate 60/min] [--expires 90d]
       npm run server -- tokens list
       npm run server -- tokens revoke ID

Each takes --data DIR or --config FILE as the scanner does, which may be running meanwhile. What is done holds from its
next request on. The text of a token is shown once, when it is created.

  --name NAME     for lists, logs and the audit log
  --scopes LIST   submit, read and metrics, with commas between (submit,read)
  --rate N/UNIT   requests for each s, min, h or d, on each scanner; without it there is no limit
  --expires TIME  a number and min, h or d; without it the token holds until it is revoked`;

const OPTIONS = {
  name: { type: 'string' },
  scopes: { type: 'string' },
  rate: { type: 'string' },
  expires: { type: 'string' },
  data: { type: 'string' },
  config: { type: 'string' },
  help: { type: 'boolean' },
} as const;

/** What was asked for behind `tokens`. */
export type TokensCommand = {
  /** Without the options that say where the store is. */
  run: (deps: { store: TokenStore; audit: AuditLog; now: () => number }) => Promise<string>;
  /** The options that say where the store is, as the scanner takes them. */
  serverArgs: string[];
};

/**
 * Reads the arguments behind `tokens`. Nothing is opened.
 * @returns `help` where the text was asked for.
 * @throws UsageError for what they get wrong.
 */
export function readTokensCommand(args: readonly string[]): TokensCommand | 'help' {
  const { values, positionals } = parse(args);
  if (values.help === true) return 'help';
  const [action, id, ...more] = positionals;
  const serverArgs = (['data', 'config'] as const).flatMap((name) => {
    const value = values[name];
    return value === undefined ? [] : [`--${name}`, value];
  });
  if (action === 'create' && id === undefined) return { serverArgs, run: toCreate(values) };
  if (action === 'list' && id === undefined) return { serverArgs, run: listTokens };
  if (action === 'revoke' && id !== undefined && more.length === 0) return { serverArgs, run: toRevoke(id) };
  throw new UsageError('After tokens comes create --name NAME, list, or revoke ID.');
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, strict: true, allowPositionals: true });
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${words.split(/\.?\s*\n|\. |\.$/)[0]}.`);
  }
}

function toCreate(values: {
  name?: string;
  scopes?: string;
  rate?: string;
  expires?: string;
}): TokensCommand['run'] {
  const name = parseName(values.name);
  const scopes = parseScopes(values.scopes ?? 'submit,read');
  const rate = values.rate === undefined ? null : parseRate(values.rate);
  const lifetime = values.expires === undefined ? null : parseLifetime(values.expires);
  return async ({ store, audit, now }) => {
    const { id, text } = createTokenText();
    const createdAt = now();
    const expiresAt = lifetime === null ? null : createdAt + lifetime;
    const record = { id, name, scopes, rate, createdAt, expiresAt, revokedAt: null, lastUsedAt: null };
    await store.insert({ record, digest: digestToken(text) });
    await audit.write({ action: 'token-created', token: { id, name }, scopes, expiresAt: toTime(expiresAt) });
    return `${text}\n\nThis is the only time that the token is shown. Its id is ${id}.`;
  };
}

function toRevoke(id: string): TokensCommand['run'] {
  return async ({ store, audit, now }) => {
    const found = await store.find(id);
    if (found === null) throw new UsageError('There is no token of this id. tokens list shows all.');
    const revoked = await store.revoke(id, now());
    if (revoked) await audit.write({ action: 'token-revoked', token: { id, name: found.record.name } });
    return revoked ? `The token ${id} is revoked.` : `The token ${id} was revoked before.`;
  };
}

const listTokens: TokensCommand['run'] = async ({ store, now }) => {
  const head = ['id', 'name', 'state', 'scopes', 'rate', 'created', 'expires', 'last used'];
  const rows = (await store.list()).map((record) => toCells(record, now()));
  const widths = head.map((word, at) =>
    Math.max(word.length, ...rows.map((cells) => cells[at]?.length ?? 0)),
  );
  return [head, ...rows]
    .map((cells) =>
      cells
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};

function toCells(record: TokenRecord, now: number): string[] {
  const { id, name, scopes, rate } = record;
  const times = [record.createdAt, record.expiresAt, record.lastUsedAt].map((time) => toTime(time) ?? '-');
  return [
    id,
    name,
    toState(record, now),
    scopes.join(','),
    rate === null ? '-' : `${rate.max}/${rate.windowMs / 1_000}s`,
    ...times,
  ];
}

function toState({ revokedAt, expiresAt }: TokenRecord, now: number): string {
  if (revokedAt !== null) return 'revoked';
  return expiresAt !== null && expiresAt <= now ? 'expired' : 'valid';
}

/** Without milliseconds, in UTC. */
function toTime(time: number | null): string | null {
  return time === null ? null : `${new Date(time).toISOString().slice(0, 19)}Z`;
}
