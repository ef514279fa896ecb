import type { Agent } from 'undici';
import { type AddressGuard, createAddressGuard, type Resolve } from './address-guard.ts';
import { type AddressPolicyConfig, createAddressPolicy } from './address-policy.ts';
import { createGuardedAgent } from './create-guarded-agent.ts';

export type Outbound = { guard: AddressGuard; agent: Agent };

/**
 * What the service uses to connect to addresses that its callers name.
 * @throws UsageError for networks of the configuration that cannot be read.
 */
export function createOutbound({ resolve, ...config }: AddressPolicyConfig & { resolve: Resolve }): Outbound {
  const guard = createAddressGuard(createAddressPolicy(config), resolve);
  return { guard, agent: createGuardedAgent(guard) };
}
