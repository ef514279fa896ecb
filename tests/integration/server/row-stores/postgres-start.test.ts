import { describe, expect, it } from 'vitest';
import { checkPostgres } from '../../../../server/storage/postgres/check-postgres.ts';
import { hasPostgres, makeDatabase, queryPostgres, whyNoPostgres } from '../../postgres/shared-postgres.ts';
import { openScanner } from './store-kinds.ts';

describe.runIf(hasPostgres)(`a PostgreSQL that cannot be used${whyNoPostgres}`, () => {
  const refusal = (url: string): Promise<string> =>
    openScanner(url, 'one').then(
      () => 'opened',
      (error: Error) => `${error.name}: ${error.message}`,
    );
  const withUser = (url: string, user: string): string => url.replace(/\/\/.*@/, `//${user}@`);

  it('for its version says so, and leaves it as it is', async () => {
    const url = await makeDatabase();
    await checkPostgres(url);
    expect(await queryPostgres(url, "SELECT FROM pg_tables WHERE schemaname = 'public'")).toEqual([]);
    await (await openScanner(url, 'one')).close();
    await checkPostgres(url);
    await queryPostgres(url, 'UPDATE scanner_schema SET version = 99');
    expect(await refusal(url)).toBe(
      'ServiceError: The database is of version 99, newer than this service. Use a newer scanner, or another database.',
    );
    await expect(checkPostgres(url)).rejects.toThrow('is of version 99');
    expect(await queryPostgres(url, 'SELECT version FROM scanner_schema')).toEqual([{ version: 99 }]);
  });

  it('for the password says so, and never tells it', async () => {
    const url = await makeDatabase();
    const words = await refusal(withUser(url, 'sluice:hunter2'));
    expect(words).toMatch(
      /^ServiceError: The database server \/\S+ refuses the password of the user sluice\./,
    );
    expect(words).not.toContain('hunter2');
    expect(await refusal(withUser(url, 'sluice'))).toMatch(
      /asks for a password of the user sluice\. Give it in/,
    );
  });

  it('for its name, its encoding or its rights says so', async () => {
    const url = await makeDatabase();
    expect(await refusal(`${url}x`)).toMatch(/has no database sluice_\w+x\. Make it with "createdb/);
    const latin = await makeDatabase("ENCODING 'LATIN1' TEMPLATE template0");
    expect(await refusal(latin)).toMatch(/has the encoding LATIN1\. Make one with/);
    const reader = `reader_${new URL(url).pathname.slice(1)}`;
    await queryPostgres(url, `CREATE ROLE ${reader} LOGIN PASSWORD 'p'`);
    await queryPostgres(url, 'REVOKE CREATE ON SCHEMA public FROM public');
    expect(await refusal(withUser(url, `${reader}:p`))).toMatch(
      /may not do what the scanner needs in the database .* Make it the owner of the database\.$/,
    );
  });
});

describe('the address of a PostgreSQL', () => {
  it.each([
    [
      'postgres://u:hunter2@127.0.0.1:1/d',
      /^The database server 127\.0\.0\.1:1 cannot be reached: .*ECONNREFUSED/,
    ],
    ['postgres://u:hunter2@%2Fnowhere/d', /^The database server \/nowhere cannot be reached: .*ENOENT/],
    [
      'postgres://u:hunter2@nothing.invalid/d',
      /^The database server nothing\.invalid:5432 cannot be reached: /,
    ],
    ['mysql://u:hunter2@127.0.0.1/d', /^The address of the database is none: write it as postgres:/],
    ['postgres://u:hunter2@127.0.0.1:port/d', /^The address of the database is none/],
    ['hunter2', /^The address of the database is none/],
  ])('%s ends the start with words', async (url, words) => {
    const error = await openScanner(url, 'one').then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(error).toMatchObject({ name: 'ServiceError', message: expect.stringMatching(words) });
    expect(String(error)).not.toContain('hunter2');
  });
});
