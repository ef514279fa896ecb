import { access, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { listWorkers } from './list-workers.ts';
import { spawnServer } from './spawn-server.ts';
import { startFailingPool, toSetup } from './start-failing-pool.ts';
import { startTestServer, toForm } from './test-server.ts';
import { waitFor } from './wait-for.ts';

const toRule = (word: string): string => `rule finds_${word} { strings: $a = "${word}" condition: $a }`;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-rules-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
});

describe('rules that are read again', () => {
  it('are those of every scan from then on, and the answer names them', async () => {
    const file = join(folder, 'mine.yar');
    await writeFile(file, toRule('older'));
    const server = await startTestServer({ rulesDirs: [folder], workers: 2 });
    onTestFinished(server.stop);
    const scanBoth = () => server.scanFile(Buffer.from('older and newer'), 'x.txt');
    const before = await scanBoth();
    await writeFile(file, toRule('newer'));
    expect((await scanBoth()).evidence).toMatchObject([{ name: 'finds_older' }]);
    await server.reloadRules();
    const { rules } = server.engines();
    const after = await Promise.all([scanBoth(), scanBoth(), scanBoth()]);
    for (const { evidence } of after) expect(evidence).toMatchObject([{ name: 'finds_newer' }]);
    const versions = [before, ...after].map(({ scan_engines }) => scan_engines[0]?.version);
    expect(versions[1]).toContain(`/rules-${rules.version}`);
    expect(rules.loadedAt).toBeGreaterThan(Date.parse(before.created_at));
    expect(versions[0]).toMatch(/^\d+\.\d+\.\d+\/rules-[\da-f]{12}$/);
    expect(versions.map((version) => version === versions[0])).toEqual([true, false, false, false]);
  });

  it('are refused where one is broken or cut short, and the old ones stay', async () => {
    const server = await startTestServer({ rulesDirs: [folder] });
    onTestFinished(server.stop);
    await writeFile(join(folder, 'good.yar'), toRule('needle'));
    await server.reloadRules();
    const faults = ['rule broken {\n  condition: nothing\n}', 'rule other { strings: $a = "'];
    for (const fault of faults) {
      await writeFile(join(folder, 'worse.yar'), `rule fine { condition: true }\n${fault}`);
      await server.reloadRules();
      const scan = await server.scanFile(Buffer.from('needle'), 'x.txt');
      expect(scan.evidence.map(({ name }) => name)).toEqual(['finds_needle']);
    }
  });

  it.skipIf(process.platform === 'win32')(
    'are so on SIGHUP, and a fault is logged with its place',
    async () => {
      const data = join(folder, 'data');
      const rules = join(folder, 'mine.yar');
      await writeFile(rules, toRule('older'));
      const server = await spawnServer(['--data', data, '--rules', folder]);
      const headers = { authorization: `Token ${server.token}` };
      const scan = async (): Promise<string | null> => {
        const body = toForm(Buffer.from('newer'), 'x.txt');
        const posted = await fetch(`${server.url}/api/v1/files/`, { method: 'POST', headers, body });
        const { scan_id } = await posted.json();
        return waitFor('a verdict', async () => {
          const answer = await fetch(`${server.url}/api/v1/scans/list/${scan_id}/`, { headers });
          return (await answer.json()).verbose_verdict;
        });
      };
      expect(await scan()).toBe('CLN');
      await writeFile(rules, toRule('newer'));
      server.signal('SIGHUP');
      await waitFor('the new rules', async () => (await scan()) === 'SUS');
      await writeFile(rules, `${toRule('older')}\nrule broken {`);
      server.signal('SIGHUP');
      await waitFor('the fault in the log', async () => server.output().stderr.includes(`${rules}:2`));
      expect(await scan()).toBe('SUS');
      expect(await server.kill('SIGTERM')).toBe(0);
    },
  );
});

describe('workers with other rules', () => {
  const startPool = (size: number, version?: string) => startFailingPool(folder, size, version);

  it('leave what is under way to those that began it', async () => {
    const pool = await startPool(2);
    const under = pool.scan('wait');
    await waitFor('the scan to be under way', async () => exists(join(folder, 'wait.seen')));
    await pool.reload(toSetup('second'));
    expect(await pool.scan('new')).toBe('second');
    await writeFile(join(folder, 'wait.go'), '');
    expect(await under).toBe('first');
    expect(await Promise.all(['a', 'b', 'c', 'd'].map((text) => pool.scan(text)))).toEqual(
      Array(4).fill('second'),
    );
  });

  it('take the place of none where the rules are broken, not even of one that crashes later', async () => {
    const pool = await startPool(1);
    await expect(pool.reload(toSetup('broken'))).rejects.toThrow('Broken rule in mine.yar:3');
    expect(await pool.scan('a')).toBe('first');
    await expect(pool.scan('crash')).rejects.toMatchObject({ code: 'worker_crashed' });
    expect(await pool.scan('b')).toBe('first');
  });

  it('are the last ones asked for where several are, one after the other', async () => {
    const pool = await startPool(1);
    const ids = ['one', 'two', 'three'];
    for (const version of ids) await pool.reload(toSetup(version));
    expect(await pool.scan('a')).toBe('three');
  });

  it('leave no thread behind that was still on its way when they came', async () => {
    const { alive } = listWorkers();
    const gate = join(folder, 'gate');
    await writeFile(gate, '');
    const pool = await startPool(1, `after ${gate}`);
    await rm(gate);
    await expect(pool.scan('crash')).rejects.toMatchObject({ code: 'worker_crashed' });
    const scanned = pool.scan('a');
    await waitFor('another thread to be on its way', async () => alive.size === 1);
    await pool.reload(toSetup('second'));
    expect(await scanned).toBe('second');
    expect(alive.size).toBe(2);
    await writeFile(gate, '');
    await waitFor('the end of the one that came too late', async () => alive.size === 1);
  });
});

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
