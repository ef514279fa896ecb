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

test('a scan and a hold are told apart', async () => {
  const heard: unknown[] = [];
  const last = createDeferred<void>();
  const end = createScanChanges().subscribe((...ids) => {
    if (heard.push(ids) === 3) last.resolve();
  });
  const changes = createScanChanges();
  changes.announce('scan');
  changes.announce(undefined, 'hold');
  changes.announce();
  await last.promise;
  end();
  expect(heard).toEqual([
    ['scan', undefined],
    [undefined, 'hold'],
    [undefined, undefined],
  ]);
});
