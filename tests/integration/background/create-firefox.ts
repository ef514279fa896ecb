import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import type { Hold } from '../../../lib/core/hold.ts';
import { aDownload } from '../../factories/download-factory.ts';
import { aPolicy } from '../../factories/policy-factory.ts';
import { aResult } from '../../factories/scan-factory.ts';
import { START_OF_TEST } from '../../fakes/fake-clock.ts';
import type { FakeDownloads } from '../../fakes/fake-downloads.ts';
import { createFakeRequests, type FakeRequests } from '../../fakes/fake-requests.ts';
import { createWorld, type World, type WorldOptions } from './create-world.ts';
import { eventually } from './eventually.ts';

/** What the requests of these tests are for, and what is there. */
export const FILE = 'https://files.example.org/setup.exe';
export const BYTES = 'x'.repeat(1_000);
export const SHA256 = createHash('sha256').update(BYTES).digest('hex');

export type Firefox = World & { requests: FakeRequests };

/** A browser that holds requests, and whose list of downloads holds nothing. */
export function createFirefox(options: WorldOptions = {}): Firefox {
  const time = { now: () => options.startAt ?? START_OF_TEST };
  const requests = createFakeRequests(() => time.now());
  const world = createWorld({ policy: aPolicy(), ...options, gate: requests.gate });
  time.now = world.clock.now;
  return { ...world, requests };
}

/** The next background, in the same browser or in one that was started anew. */
export function restart(
  before: Firefox,
  downloads: FakeDownloads | undefined,
  options: WorldOptions = {},
): Firefox {
  before.requests.loseWorker();
  before.downloads.loseWorker();
  const { databaseName } = before;
  const startAt = before.clock.now() + 1;
  return createFirefox({
    mayComeBack: downloads === undefined,
    ...options,
    databaseName,
    startAt,
    ...(downloads ? { downloads } : {}),
  });
}

/** Everything that is known of downloads, the newest first. */
export async function holdsOf(world: World): Promise<Hold[]> {
  const scans = [...(await world.store.listActive(9)), ...(await world.store.listAtRest(9))];
  const holds = await Promise.all(scans.map(({ id }) => world.holds.get(id)));
  return holds.flatMap((hold) => hold ?? []).sort((one, other) => other.createdAt - one.createdAt);
}

/** Lets time pass until there are these holds. */
export async function untilHolds(
  world: World,
  wanted: readonly Partial<Hold>[],
  stepMs = 200,
): Promise<Hold[]> {
  let found: Hold[] = [];
  await eventually(async () => {
    world.clock.advance(stepMs);
    found = await holdsOf(world);
    expect(found).toMatchObject(wanted);
  });
  return found;
}

/** What the scanner finds from now on. */
export const answers = (world: World, verdict: 'clean' | 'malicious', sha256?: string) =>
  world.clients.answer({
    fetchResult: async () => aResult({ verdict, sample: sha256 === undefined ? {} : { sha256 } }),
  });

/** The browser makes a download of what it had held, and saves it. */
export function begin(world: World) {
  const download = aDownload({ addresses: [FILE], startedAt: world.clock.now() });
  world.downloads.create(download);
  world.downloads.complete(download.id);
  return download;
}
