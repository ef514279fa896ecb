import { expect, test } from 'vitest';
import { createPopupModel } from '../../../entrypoints/popup/popup-model.ts';
import { MAX_SHOWN } from '../../../entrypoints/popup/read-entries.ts';
import { toPersonsConsent } from '../../../lib/core/consent.ts';
import type { UploadProgress } from '../../../lib/scan/upload-progress.ts';
import { createPolicyStore } from '../../../lib/storage/policy-store.ts';
import { aHold, aHoldAtRest } from '../../factories/hold-factory.ts';
import { aPolicy } from '../../factories/policy-factory.ts';
import { aPollingScan, aScanAtRest } from '../../factories/scan-factory.ts';
import { createTestHoldStore } from '../../fakes/create-test-hold-store.ts';
import { createTestStore } from '../../fakes/create-test-store.ts';
import { createFakeConnectionStore } from '../../fakes/fake-connection-store.ts';
import { createFakeConsentStore } from '../../fakes/fake-consent-store.ts';
import { createFakeEvent } from '../../fakes/fake-event.ts';
import { createFakeKeyValueArea } from '../../fakes/fake-key-value-area.ts';
import { createFakePermission } from '../../fakes/fake-permission.ts';

function aModel({ hasConsent = true } = {}) {
  const { store, changes, databaseName } = createTestStore();
  const { store: holds } = createTestHoldStore(databaseName);
  const consents = createFakeConsentStore({ isGiven: hasConsent });
  const policies = createPolicyStore(createFakeKeyValueArea(), consents);
  const holdPermission = createFakePermission();
  const uploaded = createFakeEvent<[UploadProgress]>();
  const model = createPopupModel({
    store,
    holds,
    changes,
    connections: createFakeConnectionStore(),
    consents,
    policies,
    holdPermission,
    uploads: { subscribe: uploaded.add },
  });
  return { model, store, holds, consents, policies, holdPermission, uploaded };
}

test('questions, what is under way and the past are told apart, each with its hold', async () => {
  const { model, store, holds } = aModel();
  const asked = aScanAtRest({ source: 'download' });
  const held = aPollingScan({ source: 'download' });
  const past = aScanAtRest({ source: 'download' });
  for (const scan of [asked, held, past]) await store.add(scan);
  await holds.add(aHold({ id: asked.id, state: 'parked', question: 'encrypted' }));
  await holds.add(aHold({ id: held.id, state: 'held' }));
  await holds.add(aHoldAtRest({ id: past.id }));
  await model.load();
  expect(model.current()).toMatchObject({
    questions: [{ scan: { id: asked.id }, hold: { question: 'encrypted' } }],
    questionCount: 1,
    active: [{ scan: { id: held.id }, hold: { state: 'held' } }],
    activeCount: 1,
    atRest: [{ scan: { id: past.id }, hold: { state: 'released' } }],
    hasOlder: false,
  });
});

test('without the consent downloads are left alone, whatever was chosen, and the model says so', async () => {
  const { model, policies, consents } = aModel({ hasConsent: false });
  await policies.save(aPolicy());
  await model.load();
  expect(model.current()).toMatchObject({ hasConsent: false, policy: { mode: 'off' } });
  await consents.give(toPersonsConsent(1));
  await model.load();
  expect(model.current()).toMatchObject({ hasConsent: true, policy: { mode: 'block' } });
});

test('of five hundred questions a page is listed, and all are counted', async () => {
  const { model, holds } = aModel();
  await Promise.all(
    Array.from({ length: 500 }, (_, index) =>
      holds.add(aHold({ state: 'staged', createdAt: index, question: 'failed' })),
    ),
  );
  await model.load();
  const { questions, questionCount } = model.current();
  expect(questions).toHaveLength(MAX_SHOWN);
  expect(questionCount).toBe(500);
  expect(questions[0]?.hold?.createdAt).toBe(499);
});

test('of a long queue a page is listed, and all are counted', async () => {
  const { model, store } = aModel();
  for (let index = 0; index < 40; index += 1) await store.add(aPollingScan());
  await model.load();
  expect(model.current().active).toHaveLength(MAX_SHOWN);
  expect(model.current().activeCount).toBe(40);
});

test('a change of the policy or of the leave to hold is followed', async () => {
  const { model, policies, holdPermission } = aModel();
  await model.load();
  const end = model.subscribe(() => {});
  expect(model.current()).toMatchObject({ policy: { mode: 'block' }, mayHold: false });
  await policies.save(aPolicy({ mode: 'warn' }));
  await holdPermission.request();
  await model.load();
  expect(model.current()).toMatchObject({ policy: { mode: 'warn' }, mayHold: true });
  end();
});

test('uploads are told by the id of their scan', async () => {
  const { model, uploaded } = aModel();
  const end = model.subscribe(() => {});
  uploaded.fire({ id: 'one', sent: 42, total: 100 });
  expect(model.current().uploads.get('one')).toEqual({ sent: 42, total: 100 });
  end();
});
