import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished } from 'vitest';
import { inTransaction } from '../../../../../server/storage/sqlite/in-transaction.ts';

function openMemory(): DatabaseSync {
  const database = new DatabaseSync(':memory:');
  onTestFinished(() => database.close());
  database.exec('CREATE TABLE t (bytes BLOB)');
  return database;
}

it('says what went wrong first where SQLite has rolled back by itself', () => {
  const database = openMemory();
  database.exec('PRAGMA max_page_count = 10');
  const fill = (): void => {
    // One statement of many pages: SQLite ends the whole transaction for it.
    database.exec("INSERT INTO t VALUES ('first')");
    database.prepare('INSERT INTO t VALUES (zeroblob(?))').run(1_000_000);
  };
  expect(() => inTransaction(database, fill)).toThrow('full');
  expect(database.isTransaction).toBe(false);
  expect(database.prepare('SELECT count(*) AS n FROM t').get()?.n).toBe(0);
});

it('hands on the error of the work where there is nothing left to roll back', () => {
  const database = openMemory();
  const work = (): never => {
    database.exec('ROLLBACK');
    throw new Error('the first');
  };
  expect(() => inTransaction(database, work)).toThrow('the first');
});
