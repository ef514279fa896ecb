import type { Worker } from '@playwright/test';
import type { GuardPolicy } from '../../../lib/core/guard-policy.ts';
import { POLICY_KEY, POLICY_VERSION } from '../../../lib/storage/policy-store.ts';

/** The part of `chrome` that is used inside the extension's worker. */
declare const chrome: { storage: { local: { set: (values: object) => Promise<void> } } };

/** Saves a policy as the settings do. */
export async function savePolicy(worker: Worker, policy: GuardPolicy): Promise<void> {
  const values = { [POLICY_KEY]: { version: POLICY_VERSION, fields: policy } };
  await worker.evaluate((stored) => chrome.storage.local.set(stored), values);
}
