import { expect, test } from 'vitest';
import { createGuardForm } from '../../../entrypoints/options/guard-form.ts';
import { createManagedStore } from '../../../lib/storage/managed-store.ts';
import { createPolicyStore } from '../../../lib/storage/policy-store.ts';
import { aPolicy } from '../../factories/policy-factory.ts';
import { createFakeConsentStore } from '../../fakes/fake-consent-store.ts';
import { createFakeKeyValueArea } from '../../fakes/fake-key-value-area.ts';
import { createFakeManagedArea } from '../../fakes/fake-managed-area.ts';
import { createFakePermission } from '../../fakes/fake-permission.ts';

function aForm({ isGranted = false } = {}) {
  const policies = createPolicyStore(createFakeKeyValueArea(), createFakeConsentStore());
  const holdPermission = createFakePermission(isGranted);
  const managed = createManagedStore(createFakeManagedArea(), createFakeKeyValueArea());
  const form = createGuardForm({ policies, managed, holdPermission });
  return { form, policies, managed, holdPermission };
}

test('before anybody chose, downloads are to be held, and can not be without leave', async () => {
  const { form } = aForm();
  expect(await form.load()).toEqual({
    policy: aPolicy(),
    covered: {},
    unreadable: [],
    mayHold: false,
  });
});

test('a policy that holds asks for leave in the very turn of the click', async () => {
  const { form, holdPermission } = aForm();
  const applying = form.apply(aPolicy());
  expect(holdPermission.requests()).toBe(1);
  expect(await applying).toEqual({ kind: 'applied' });
  expect(await form.load()).toMatchObject({ policy: aPolicy(), mayHold: true });
});

test.each(['warn', 'block'] as const)('%s is kept without the hold where leave is refused', async (mode) => {
  const { form, policies, holdPermission } = aForm();
  holdPermission.answerWith(false);
  expect(await form.apply(aPolicy({ mode }))).toEqual({ kind: 'not-held', mode });
  expect((await policies.load()).policy).toEqual(aPolicy({ mode, holdUntilScanned: false }));
});

test('a browser that throws instead of asking has refused', async () => {
  const { form, holdPermission } = aForm();
  holdPermission.answerWith(new Error('This function must be called during a user gesture'));
  expect(await form.apply(aPolicy())).toEqual({ kind: 'not-held', mode: 'block' });
  expect(await form.allowHolding()).toBe(false);
});

test.each([
  aPolicy({ mode: 'off' }),
  aPolicy({ mode: 'silent' }),
  aPolicy({ mode: 'warn', holdUntilScanned: false }),
  aPolicy({ holdUntilScanned: false }),
])('a policy that does not hold asks for nothing and gives the leave back: $mode', async (policy) => {
  const { form, holdPermission } = aForm({ isGranted: true });
  expect(await form.apply(policy)).toEqual({ kind: 'applied' });
  expect(holdPermission.requests()).toBe(0);
  expect(holdPermission.isGranted()).toBe(false);
});

test('where nothing can be kept, the leave that was just given is given back', async () => {
  const { policies, managed, holdPermission } = aForm();
  await policies.save(aPolicy({ mode: 'silent' }));
  const form = createGuardForm({
    policies: { ...policies, save: () => Promise.reject(new Error('QuotaExceededError')) },
    managed,
    holdPermission,
  });
  expect(await form.apply(aPolicy())).toEqual({ kind: 'failed' });
  expect(holdPermission.isGranted()).toBe(false);
});

test('changes of the policy and of the leave are both told', async () => {
  const { form, policies, holdPermission } = aForm();
  let changes = 0;
  const end = form.subscribe(() => {
    changes += 1;
  });
  await policies.save(aPolicy());
  await holdPermission.remove();
  end();
  await policies.save(aPolicy({ mode: 'off' }));
  expect(changes).toBe(2);
});
