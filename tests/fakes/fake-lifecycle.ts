import type { InstallReason, Lifecycle } from '../../lib/platform/lifecycle.ts';
import { createFakeEvent } from './fake-event.ts';

export type FakeLifecycle = Lifecycle & {
  fireInstalled: (reason?: InstallReason) => void;
  fireStartup: () => void;
  listenerCounts: () => { installed: number; startup: number };
};

export function createFakeLifecycle(): FakeLifecycle {
  const installed = createFakeEvent<[InstallReason]>();
  const startup = createFakeEvent<[]>();
  return {
    onInstalled: (listener) => void installed.add(listener),
    onStartup: (listener) => void startup.add(listener),
    fireInstalled: (reason = 'install') => installed.fire(reason),
    fireStartup: startup.fire,
    listenerCounts: () => ({ installed: installed.listenerCount(), startup: startup.listenerCount() }),
  };
}
