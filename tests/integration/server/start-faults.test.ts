import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { makePdf } from '../../../server/samples/make-pdf.ts';
import { openSqliteTokenStore } from '../../../server/tokens/sqlite-token-store.ts';
import { runToEnd, spawnServer } from './spawn-server.ts';
import { startTestServer, toForm } from './test-server.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-faults-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('a data folder in use', () => {
  it('is refused, and told with the process that has it', async () => {
    const first = await startTestServer({ dataDir: folder });
    onTestFinished(first.stop);
    const end = await runToEnd(['--data', folder]);
    expect(end).toMatchObject({
      code: 1,
      stdout: '',
      stderr: `The data folder ${folder} is in use by another scanner (process ${process.pid}).\n`,
    });
    await expect(startTestServer({ dataDir: folder })).rejects.toThrow('is in use by another scanner');
    expect((await first.scanFile(makePdf('x'), 'x.pdf')).verbose_verdict).toBe('CLN');
  });

  it('is free again once that process ended, however it ended', async () => {
    for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
      const server = await spawnServer(['--data', folder]);
      await server.kill(signal);
    }
    const last = await startTestServer({ dataDir: folder });
    await last.close();
    expect(await readdir(folder)).not.toContain('scanner.pid');
  });
});

describe('a start that cannot be', () => {
  const fails = async (args: readonly string[], words: string): Promise<void> => {
    const end = await runToEnd(args);
    expect(end).toMatchObject({ stdout: '', stderr: expect.stringContaining(words) });
    expect(end.code).toBeGreaterThan(0);
    expect(end.stderr).not.toMatch(/^ {4}at /m);
  };

  it('for its data folder says why', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    await fails(['--data', file], `The data folder ${file} is a file.`);
    await fails(['--data', join(file, 'a', 'b')], 'cannot be made: it lies below a file.');
  });

  it.runIf(existsSync('/proc'))('for a folder that takes none says so, and ends', async () => {
    await fails(['--data', '/proc/nope/nope'], 'The data folder /proc/nope/nope cannot be made');
  });

  it('for its database names the file', async () => {
    await writeFile(join(folder, 'scans.sqlite'), 'not a database '.repeat(100));
    await fails(
      ['--data', folder],
      `${join(folder, 'scans.sqlite')} cannot be used as the database: file is not a database.`,
    );
  });

  it('for its tokens names their file and the user', async () => {
    await writeFile(join(folder, 'tokens.sqlite'), 'not a database '.repeat(100));
    expect(() => openSqliteTokenStore(folder)).toThrow(
      `${join(folder, 'tokens.sqlite')} cannot be used for the tokens: file is not a database. The scanner and its`,
    );
  });

  it.each([
    ['--port', '-1', '--port must be a whole number from 0 to 65535.'],
    ['--host', 'nothing.invalid', 'The host nothing.invalid cannot be resolved.'],
    // 192.0.2.0/24 is for documentation, RFC 5737: no machine has it.
    ['--host', '192.0.2.7', 'The host 192.0.2.7 is not an address of this machine.'],
    ['--rules', '/nowhere', 'Cannot read the rule folder /nowhere.'],
  ])('for %s %s says so and leaves no data folder', async (option, value, words) => {
    await fails(['--data', join(folder, 'new', 'deep'), option, value], words);
    expect(await readdir(folder)).toEqual([]);
  });

  it('leaves a data folder that was there', async () => {
    await fails(['--data', folder, '--rules', '/nowhere'], '/nowhere');
    expect(existsSync(folder)).toBe(true);
  });
});

describe('a warning', () => {
  it('is for rule folders without rules, and for hosts that others reach', async () => {
    const rules = join(folder, 'rules');
    await mkdir(rules);
    const server = await spawnServer(['--data', folder, '--rules', rules, '--host', '0.0.0.0']);
    expect(server.output().stderr).toMatch(
      `Warning: The rule folder ${rules} has no *.yar files.\nWarning: The scanner listens on 0.0.0.0,`,
    );
    expect(await server.kill('SIGTERM')).toBe(0);
  });

  it('is not for this machine alone', async () => {
    const server = await spawnServer(['--data', folder, '--host', 'localhost']);
    expect(server.output().stderr).toBe('');
    expect(await server.kill('SIGTERM')).toBe(0);
  });
});

it('the numbers of two new data folders do not begin at the same one, and go on after a restart', async () => {
  const numbers: number[] = [];
  for (const name of ['a', 'b', 'a']) {
    const server = await startTestServer({ dataDir: join(folder, name) });
    onTestFinished(server.close);
    numbers.push(await server.submit(toForm(makePdf('x'), 'x.pdf')));
    await server.close();
  }
  const [first, other, second] = numbers;
  expect(second).toBe(Number(first) + 1);
  expect(Math.min(...numbers)).toBeGreaterThan(1_000_000);
  expect(Math.max(...numbers)).toBeLessThan(2 ** 41);
  expect(other).not.toBe(first);
});
