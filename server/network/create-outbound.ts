import type { Agent } from 'undici';
import { type AddressGuard, createAddressGuard, type Resolve } from './address-guard.ts';
import { type AddressPolicyConfig, createAddressPolicy } from './address-policy.ts';

export type Outbound = {
  guard: AddressGuard;
  /** The client is loaded with the first link. */
  openAgent: () => Promise<Agent>;
  close: () => Promise<void>;
};

/**
 * What the service uses to connect to addresses that its callers name.
 * @throws UsageError for networks of the configuration that cannot be read.
 */
export function createOutbound({ resolve, ...config }: AddressPolicyConfig & { resolve: Resolve }): Outbound {
  const guard = createAddressGuard(createAddressPolicy(config), resolve);
  let agent: Promise<Agent> | null = null;

  async function open(): Promise<Agent> {
    const { createGuardedAgent } = await import('./create-guarded-agent.ts');
    return createGuardedAgent(guard);
  }

  function openAgent(): Promise<Agent> {
    agent ??= open();
    return agent;
  }

  const close = async (): Promise<void> => (await agent)?.destroy();

  return { guard, openAgent, close };
}
