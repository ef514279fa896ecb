import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { waitFor } from '../server/wait-for.ts';
import { ensureCurl } from './ensure-curl.ts';
import { findPython } from './find-python.ts';
import { type ForeignWorld, startForeignWorld } from './foreign-world.ts';
import { readCalls } from './read-calls.ts';

const SCRIPT = fileURLToPath(new URL('../../fixtures/foreign/requests_examples.py', import.meta.url));
const Answered = v.pipe(v.string(), v.parseJson(), v.object({ status: v.number(), body: v.string() }));
const run = promisify(execFile);

/** As the page prints it: scans are numbered in the order in which they come. */
function toAnswer(status: string | number, body: string): string {
  return `${status} ${body.trim().replace(/"scan_id":\d+/, '"scan_id":N')}`;
}

/** Example 2 asks for a callback that carries this header. */
async function untilCalled({ callbacks }: ForeignWorld): Promise<void> {
  await waitFor('the callback of example 2', async () =>
    callbacks.some(({ headers }) => headers.auth === 'TOKEN_VALUE'),
  );
}

describe('docs/foreign-clients.md is right about', () => {
  it('Python requests', { timeout: 600_000 }, async () => {
    const documented = await readCalls('Python requests');
    const world = await startForeignWorld();
    const lines = documented.map(({ call }) => `${call}\n`).join('');
    const started = run(findPython(), [SCRIPT, world.address, world.token, world.file, world.callbackUrl], {
      timeout: 120_000,
      // Nothing of the machine may stand between the client and the scanner.
      env: { ...process.env, NO_PROXY: '*' },
    });
    started.child.stdin?.end(lines);
    const answers = (await started).stdout.trim().split('\n');
    const actual = documented.map(({ call }, index) => {
      const { status, body } = v.parse(Answered, answers[index]);
      return { call, answer: toAnswer(status, body) };
    });
    expect(actual).toEqual(documented);
    await untilCalled(world);
  });

  it('curl', { timeout: 600_000 }, async () => {
    ensureCurl();
    const documented = await readCalls('curl');
    const world = await startForeignWorld();
    await writeFile(join(world.folder, '.curlrc'), 'silent\nnoproxy = "*"\nwrite-out = "\\n%{http_code}"\n');
    const env = {
      ...process.env,
      CURL_HOME: world.folder,
      ADDRESS: world.address,
      TOKEN: world.token,
      CALLBACK_URL: world.callbackUrl,
      FILE: world.file,
    };
    const actual: typeof documented = [];
    for (const { call } of documented) {
      const { stdout } = await run('sh', ['-c', call], { env, timeout: 30_000 });
      const [, body = '', status = ''] = /^(.*)\n(\d+)$/s.exec(stdout) ?? [];
      actual.push({ call, answer: toAnswer(status, body) });
    }
    expect(actual).toEqual(documented);
    await untilCalled(world);
  });
});
