import { describe, expect, it, onTestFinished } from 'vitest';
import { openTokenStore } from '../../../../server/tokens/open-token-store.ts';
import type { TokenRecord } from '../../../../server/tokens/token.ts';
import { createTokenText, digestToken } from '../../../../server/tokens/token-text.ts';
import { STORE_KINDS, type StoreWorld } from './store-kinds.ts';

async function open({ config }: StoreWorld) {
  const store = await openTokenStore(config);
  onTestFinished(store.close);
  return store;
}

function aToken(changes: Partial<TokenRecord> = {}) {
  const { id, text } = createTokenText();
  const record: TokenRecord = {
    id,
    name: 'gateway “É”',
    scopes: ['submit', 'read'],
    rate: { max: 5, windowMs: 60_000 },
    createdAt: 1_790_000_000_000,
    expiresAt: null,
    revokedAt: null,
    lastUsedAt: null,
    ...changes,
  };
  return { record, digest: digestToken(text) };
}

describe.each(STORE_KINDS)('the tokens beside $title', ({ isHere, makeWorld }) => {
  const test = it.runIf(isHere);

  test('are kept with their digest, and can be seen by whoever else uses the store', async () => {
    const world = await makeWorld();
    const [store, other] = [await open(world), await open(world)];
    const first = aToken({ rate: null, expiresAt: 1_800_000_000_000 });
    const second = aToken({ createdAt: first.record.createdAt + 1, scopes: ['metrics'] });
    for (const token of [second, first]) await store.insert(token);
    const found = await other.find(first.record.id);
    expect(found?.record).toEqual(first.record);
    expect(Buffer.from(found?.digest ?? []).equals(Buffer.from(first.digest))).toBe(true);
    expect(await other.list()).toEqual([first.record, second.record]);
    expect(await other.find("none'")).toBeNull();
  });

  test('are revoked once, and used until then', async () => {
    const world = await makeWorld();
    const [store, other] = [await open(world), await open(world)];
    const { record, digest } = aToken();
    await store.insert({ record, digest });
    await store.markUsed(record.id, 7);
    expect(await other.revoke(record.id, 8)).toBe(true);
    expect(await other.revoke(record.id, 9)).toBe(false);
    expect(await other.revoke('none', 9)).toBe(false);
    expect((await store.find(record.id))?.record).toEqual({ ...record, lastUsedAt: 7, revokedAt: 8 });
  });
});
