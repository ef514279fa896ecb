import { expect } from 'vitest';
import type { Hold } from '../../../lib/core/hold.ts';
import type { HoldState } from '../../../lib/core/hold-machine.ts';
import type { World } from './create-world.ts';
import { eventually } from './eventually.ts';
import type { Arrangement } from './hold-arrangements.ts';

const never = () => new Promise<never>(() => {});

async function theHold(world: World): Promise<Hold | undefined> {
  const scan = (await world.store.listActive(1))[0] ?? (await world.store.listAtRest(1))[0];
  return scan && world.holds.get(scan.id);
}

/** Lets time pass until the one hold is in a state. */
export async function untilIn(world: World, state: HoldState, { at = {} }: Arrangement = {}): Promise<Hold> {
  const done = new Set<HoldState>();
  let found: Hold | undefined;
  await eventually(async () => {
    world.clock.advance(250);
    found = await theHold(world);
    const act = found && at[found.state];
    if (found !== undefined && act !== undefined && !done.has(found.state)) {
      done.add(found.state);
      act(world, found.id);
    }
    expect(found?.state).toBe(state);
  });
  if (found === undefined) throw new Error('There is no hold.');
  return found;
}

/** The worker dies: whatever it was in the middle of comes to nothing. */
export function loseWorker({ holds, store, downloads }: World): void {
  Object.assign(holds, { get: never, update: never });
  Object.assign(store, { get: never, update: never });
  downloads.loseWorker();
}
