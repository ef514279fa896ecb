import { expect, test } from 'vitest';
import { tellSeen } from '../../../lib/scan/tell-seen.ts';
import { createAlertStore } from '../../../lib/storage/alert-store.ts';
import { createFakeKeyValueArea } from '../../fakes/fake-key-value-area.ts';

async function watch(visibilityState: DocumentVisibilityState, isOn: boolean) {
  const alerts = createAlertStore(createFakeKeyValueArea({ alert: isOn }));
  let told = 0;
  const send = async () => {
    told += 1;
    await alerts.save(false);
  };
  tellSeen({ alerts, send, page: { visibilityState, addEventListener: () => {} } });
  return { alerts, told: () => told };
}

test('an alarm is over when the results are in sight, also one that comes later', async () => {
  const { alerts, told } = await watch('visible', true);
  await expect.poll(told).toBe(1);
  await alerts.save(true);
  await expect.poll(told).toBe(2);
  expect(await alerts.load()).toBe(false);
});

test('a page that nobody sees ends no alarm', async () => {
  const { alerts, told } = await watch('hidden', true);
  await alerts.save(true);
  expect(told()).toBe(0);
  expect(await alerts.load()).toBe(true);
});
