import type { Hold } from '../../lib/core/hold.ts';
import type { Scan } from '../../lib/core/scan.ts';
import { HOSTILE_STRINGS, LOOK_ALIKE_HOSTS } from '../fixtures/hostile-strings.ts';
import { aHold, aHoldAtRest } from './hold-factory.ts';
import { aPollingScan, aScanAtRest } from './scan-factory.ts';

const DAY_MS = 86_400_000;

/**
 * A scan for each hostile string, which is everything that others chose: the file's name, what the scanner says, why a
 * rule stopped it. In turn they are asking, under way, malicious, refused and not sent.
 * @param now milliseconds since 1970
 */
export function hostileRows(now: number): { scans: Scan[]; holds: Hold[] } {
  const holds: Hold[] = [];
  const scans = Object.values(HOSTILE_STRINGS).map((text, at) => {
    const createdAt = now - (at + 1) * 1_000;
    const host = LOOK_ALIKE_HOSTS[at % LOOK_ALIKE_HOSTS.length] ?? '';
    const common = {
      id: `hostile-${at}`,
      name: text,
      host,
      url: `https://${host}/${encodeURIComponent(text.toWellFormed())}`,
      createdAt,
    };
    const guarded = {
      id: common.id,
      name: text,
      createdAt,
      updatedAt: createdAt,
      markedName: `${text}.unverified`,
    };
    const finishedAt = createdAt;
    switch (at % 5) {
      case 0:
        holds.push(
          aHold({
            ...guarded,
            state: 'parked',
            place: 'marked-name',
            question: 'encrypted',
            limitAt: now + DAY_MS,
            dueAt: now + DAY_MS,
          }),
        );
        return aScanAtRest({ ...common, source: 'download', verdict: 'unknown', finishedAt });
      case 1:
        return aPollingScan({ ...common, server: 'https://scanner.example.org', dueAt: now + DAY_MS });
      case 2:
        holds.push(aHoldAtRest({ ...guarded, place: 'marked-name' }));
        return aScanAtRest({
          ...common,
          source: 'download',
          verdict: 'malicious',
          finishedAt,
          evidence: [{ name: text, description: text, verdict: 'malicious' }],
          sample: { type: text },
        });
      case 3:
        return failed({ ...common, state: 'failed', problem: 'refused', problemDetail: text, finishedAt });
      default:
        return failed({ ...common, state: 'withheld', withheld: 'block-rule', ruleWhy: text, finishedAt });
    }
  });
  return { scans, holds };
}

function failed(given: Partial<Scan>): Scan {
  const { verdict: _verdict, ...scan } = aScanAtRest(given);
  return scan;
}
