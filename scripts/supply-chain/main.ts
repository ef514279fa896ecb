/** Looks at everything that comes from others: `npm run supply-chain`. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { Lockfile } from '../package/lockfile.ts';
import { readOptions } from '../tools/read-options.ts';
import { ROOT } from '../tools/run-tool.ts';
import { auditPackages } from './audit-packages.ts';
import { findSupplyFaults } from './find-supply-faults.ts';

const Manifest = v.object({ allowScripts: v.record(v.string(), v.boolean()) });

const options = readOptions('npm run supply-chain [-- --must-audit]', { 'must-audit': { type: 'boolean' } });
const read = async (name: string): Promise<unknown> => JSON.parse(await readFile(join(ROOT, name), 'utf8'));
const lock = v.parse(Lockfile, await read('package-lock.json'));
const { allowScripts } = v.parse(Manifest, await read('package.json'));
const faults = findSupplyFaults(lock, allowScripts);
const count = Object.keys(lock.packages).length - 1;
say(faults.length === 0 ? 'ok' : 'FAILED', `${count} packages: hashes, licences, install scripts`, faults);

const audit = await auditPackages();
if (audit.kind === 'answered') {
  say(audit.known.length === 0 ? 'ok' : 'FAILED', 'known faults', audit.known);
} else {
  const words = `The registry did not answer (${audit.why}). Run this again where it can be reached.`;
  say('NOT DONE', 'known faults', [words]);
}
const isAudited = audit.kind === 'answered' ? audit.known.length === 0 : options['must-audit'] !== true;
process.exitCode = faults.length === 0 && isAudited ? 0 : 1;

function say(mark: string, what: string, lines: readonly string[]): void {
  process.stdout.write(`${mark.padEnd(9)}${what}\n${lines.map((line) => `         ${line}\n`).join('')}`);
}
