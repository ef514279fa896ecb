import { describe, expect, it } from 'vitest';
import { openSite, SITE_KINDS, type SiteKind } from '../../../scripts/crash/open-site.ts';
import { runCrashRound } from '../../../scripts/crash/run-crash-round.ts';
import { startCallbackCounter } from '../../../scripts/crash/start-callback-counter.ts';
import { untilNoFaults } from '../../../scripts/crash/until-no-faults.ts';
import { hasPostgres, whyNoPostgres } from '../postgres/shared-postgres.ts';
import { hasRedis, whyNoRedis } from '../redis/has-redis.ts';

const isHere = (kind: SiteKind): boolean => kind === 'embedded' || (hasPostgres && hasRedis);

// `npm run crash` does the same twenty times, with 200 scans.
describe.each(SITE_KINDS)(`a scanner that is killed, %s${whyNoPostgres}${whyNoRedis}`, (kind) => {
  it.skipIf(!isHere(kind))('loses no scan and no callback', { timeout: 240_000 }, async () => {
    await using site = await openSite(kind);
    await using receiver = await startCallbackCounter();
    const round = await runCrashRound(site, receiver, 15);
    expect(round).toMatchObject({ accepted: 15, faults: [] });
    expect(await untilNoFaults(site.findFaults)).toEqual([]);
  });
});
