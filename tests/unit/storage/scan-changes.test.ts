import { expect, test } from 'vitest';
import { createScanChanges } from '../../../lib/storage/scan-changes.ts';
import { createDeferred } from '../../fakes/deferred.ts';

test('another context hears of a change', async () => {
  const heard = createDeferred<void>();
  const end = createScanChanges().subscribe(() => heard.resolve());
  createScanChanges().announce();
  await heard.promise;
  end();
});

test('who has ended hears nothing, while others still do', async () => {
  const changes = createScanChanges();
  const heard: string[] = [];
  const last = createDeferred<void>();
  const end = changes.subscribe(() => heard.push('ended'));
  const endOther = changes.subscribe(() => last.resolve());
  end();
  createScanChanges().announce();
  await last.promise;
  endOther();
  expect(heard).toEqual([]);
});
