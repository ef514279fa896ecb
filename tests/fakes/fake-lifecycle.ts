import type { Lifecycle } from '../../lib/platform/lifecycle.ts';
import { createFakeEvent } from './fake-event.ts';

export type FakeLifecycle = Lifecycle & {
  fireInstalled: () => void;
  fireStartup: () => void;
  listenerCounts: () => { installed: number; startup: number };
};

export function createFakeLifecycle(): FakeLifecycle {
  const installed = createFakeEvent<[]>();
  const startup = createFakeEvent<[]>();
  return {
    onInstalled: (listener) => void installed.add(listener),
    onStartup: (listener) => void startup.add(listener),
    fireInstalled: installed.fire,
    fireStartup: startup.fire,
    listenerCounts: () => ({ installed: installed.listenerCount(), startup: startup.listenerCount() }),
  };
}
