import type { HoldState } from '../../../lib/core/hold-machine.ts';
import { aPolicy } from '../../factories/policy-factory.ts';
import { aResult } from '../../factories/scan-factory.ts';
import type { World, WorldOptions } from './create-world.ts';

const never = () => new Promise<never>(() => {});

/** How a hold is brought to a state in which it stays until its worker dies. */
export type Arrangement = {
  options?: WorldOptions;
  /** What keeps the hold in its state until its worker dies. */
  arrange?: (world: World) => void;
  /** What is done once it is in another state on the way there. */
  at?: Partial<Record<HoldState, (world: World, id: string) => void>>;
  /** Bytes are still on their way. */
  isArriving?: boolean;
};

/** The scanner finds so from now on. */
export const finds = (verdict: 'clean' | 'malicious') => (world: World) =>
  void world.clients.answer({ fetchResult: async () => aResult({ verdict }) });
const withCopy: WorldOptions = { access: { canFetch: async () => true } };

/** How a hold comes to be in each state when its worker dies. */
export const ARRANGEMENTS: Record<HoldState, Arrangement> = {
  observed: { options: { policy: aPolicy({ mode: 'warn', holdUntilScanned: false }) } },
  held: {},
  swapping: {
    options: withCopy,
    arrange: (world) => Object.assign(world.downloads, { cancel: never }),
  },
  staged: { options: withCopy },
  parking: { isArriving: true },
  parked: {},
  releasing: {
    options: withCopy,
    arrange: (world) => Object.assign(world.downloads, { start: never }),
    at: { staged: finds('clean') },
  },
  keeping: {
    options: withCopy,
    arrange: (world) => Object.assign(world.downloads, { start: never }),
    at: { staged: (world, id) => void world.messages.send('decide', { id, choice: 'keep' }) },
  },
  removing: {
    arrange(world) {
      Object.assign(world.downloads, { cancel: never });
      finds('malicious')(world);
    },
  },
  released: {
    arrange: (world) => Object.assign(world.notifications, { show: never }),
    at: { parked: finds('clean') },
  },
  kept: {
    options: { policy: aPolicy({ onUnfinished: 'keep', scanTimeLimitMs: 1_000 }) },
    arrange: (world) => Object.assign(world.notifications, { show: never }),
  },
  removed: {
    arrange(world) {
      Object.assign(world.notifications, { show: never });
      finds('malicious')(world);
    },
  },
  gone: {
    arrange: (world) => Object.assign(world.notifications, { show: never }),
    at: {
      held: (world) => world.downloads.change(1, { state: 'interrupted', error: 'NETWORK_FAILED' }),
    },
  },
};
