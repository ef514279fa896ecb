/** Kills scanners at random moments and looks whether anything is lost: `npm run crash`. */
import { readOptions } from '../tools/read-options.ts';
import { refuseOptions } from '../tools/refuse-options.ts';
import { openSite, SITE_KINDS, type SiteKind } from './open-site.ts';
import { type CrashRound, runCrashRound } from './run-crash-round.ts';
import { startCallbackCounter } from './start-callback-counter.ts';
import { untilNoFaults } from './until-no-faults.ts';

const USAGE = `npm run crash -- [--on ${SITE_KINDS.join('|')}] [--rounds N] [--scans N]`;
const options = readOptions(USAGE, {
  on: { type: 'string' },
  rounds: { type: 'string', default: '20' },
  scans: { type: 'string', default: '200' },
});
const kinds = SITE_KINDS.filter((kind) => options.on === undefined || options.on === kind);
if (kinds.length === 0) refuseOptions(USAGE, `--on takes one of ${SITE_KINDS.join(', ')}`);
const [rounds, scans] = [Number(options.rounds), Number(options.scans)];
if (![rounds, scans].every((count) => Number.isInteger(count) && count > 0))
  refuseOptions(USAGE, '--rounds and --scans take whole numbers from 1');

for (const kind of kinds) if ((await crash(kind)) > 0) process.exitCode = 1;

/** @returns how many faults there were */
async function crash(kind: SiteKind): Promise<number> {
  await using site = await openSite(kind);
  await using receiver = await startCallbackCounter();
  const done: CrashRound[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const result = await runCrashRound(site, receiver, scans);
    done.push(result);
    const { accepted, unanswered, repeated, recoveredMs, faults } = result;
    process.stdout.write(
      `${kind} ${round}: ${accepted} accepted, ${unanswered} without an answer, ${repeated} called back again, ` +
        `all ended ${(recoveredMs / 1_000).toFixed(1)} s after the kill${faults.map((fault) => `\n  ${fault}`).join('')}\n`,
    );
  }
  const faults = [...done.flatMap((round) => round.faults), ...(await untilNoFaults(site.findFaults))];
  const sum = (of: (round: CrashRound) => number): number =>
    done.reduce((total, round) => total + of(round), 0);
  process.stdout.write(
    `${kind}: ${rounds} kills, ${sum((round) => round.accepted)} scans accepted, ${faults.length} faults, ` +
      `${sum((round) => round.repeated)} called back again, ${await site.countSamples()} samples left to the sweep` +
      `${faults.map((fault) => `\n  ${fault}`).join('')}\n`,
  );
  return faults.length;
}
