import type { KeyValueArea } from '../core/key-value-area.ts';
import { POLICY_KEY } from './policy-store.ts';

/** Tells whether somebody has chosen what is done with downloads. Until then they are scanned and logged only. */
export async function hasPolicyChoice(area: Pick<KeyValueArea, 'get'>): Promise<boolean> {
  return (await area.get(POLICY_KEY)) !== undefined;
}
