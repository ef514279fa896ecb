/** Attacks a scanner of its own, with the limits that it has by default: `npm run attacks`. Linux only. */
import { toMarkdownTable } from '../bench/to-markdown-table.ts';
import { toMegabytes } from '../memory/to-megabytes.ts';
import { startScanner } from '../scanner/start-scanner.ts';
import { readOptions } from '../tools/read-options.ts';
import { refuseOptions } from '../tools/refuse-options.ts';
import { ARCHIVE_ATTACKS } from './archive-attacks.ts';
import type { Attack } from './attack.ts';
import { DOCUMENT_ATTACKS } from './document-attacks.ts';
import { toFileAttack } from './file-attack.ts';
import { type AttackResult, measureAttack } from './measure-attack.ts';
import { REQUEST_ATTACKS } from './request-attacks.ts';
import { SLOW_ATTACKS } from './slow-attacks.ts';

const USAGE = 'npm run attacks [-- --only WORDS]';
const { only } = readOptions(USAGE, { only: { type: 'string', default: '' } });
const ATTACKS: readonly Attack[] = [
  ...[...ARCHIVE_ATTACKS, ...DOCUMENT_ATTACKS].map(toFileAttack),
  ...REQUEST_ATTACKS,
  ...SLOW_ATTACKS,
];
const chosen = ATTACKS.filter(({ name }) => name.includes(only));
if (chosen.length === 0) refuseOptions(USAGE, `No attack has “${only}” in its name`);

const HEAD = ['attack', 'end', 'peak memory', 'peak disk', 'time', 'processor', 'held'];
const results: AttackResult[] = [];
for (const attack of chosen) {
  // Each meets a scanner that nothing has happened to.
  const scanner = await startScanner();
  try {
    const result = await measureAttack(scanner, attack);
    results.push(result);
    process.stderr.write(`${toRow(result).join(' | ')}\n`);
  } finally {
    await scanner.stop();
  }
}
process.stdout.write(`${toMarkdownTable([HEAD, ...results.map(toRow)])}\n`);
if (results.some(({ fault }) => fault !== null)) process.exitCode = 1;

function toRow({ name, end, memory, disk, seconds, processor, fault }: AttackResult): string[] {
  const costs = [
    toMegabytes(memory),
    toMegabytes(disk),
    `${seconds.toFixed(1)} s`,
    `${processor.toFixed(1)} s`,
  ];
  return [name, end, ...costs, fault ?? 'yes'];
}
