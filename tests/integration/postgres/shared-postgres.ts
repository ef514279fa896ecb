import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { Client } from 'pg';
import { inject } from 'vitest';
import type { SharedPostgres } from './share-postgres.ts';

const shared = await ask();

async function ask(): Promise<SharedPostgres> {
  return JSON.parse(await text(connect(inject('postgresPort'), '127.0.0.1')));
}

/** Whether this machine has a PostgreSQL, or could get one: tests that need it are skipped elsewhere. */
export const hasPostgres = 'url' in shared;

/** For the titles of such tests: why they are skipped, if they are. */
export const whyNoPostgres = 'missing' in shared ? ` (skipped: ${shared.missing})` : '';

const toName = (): string => `sluice_${randomBytes(6).toString('hex')}`;

/** Address of the database for administration of the run's PostgreSQL. @throws where there is none. */
function toAdministration(): string {
  if ('missing' in shared) throw new Error(shared.missing);
  return shared.url;
}

/** Runs a statement in a database, beside whatever else uses it. */
export async function queryPostgres(url: string, sql: string, values: readonly unknown[] = []) {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql, [...values])).rows;
  } finally {
    await client.end();
  }
}

/** Makes an empty schema, which is made sooner than a database, and to a scanner is one. Answers with its address. */
export async function makeSchema(): Promise<string> {
  const name = toName();
  await queryPostgres(toAdministration(), `CREATE SCHEMA ${name}`);
  return `${toAdministration()}?options=${encodeURIComponent(`-c search_path=${name}`)}`;
}

/** Makes a database of its own, empty or by `options` of the statement. Answers with its address. */
export async function makeDatabase(options = ''): Promise<string> {
  const name = toName();
  await queryPostgres(toAdministration(), `CREATE DATABASE ${name} ${options}`);
  return toAdministration().replace(/[^/]*$/, name);
}
