import { expect, test } from 'vitest';
import type { HeldDownload } from '../../../lib/platform/hold-gate.ts';
import { createRequestHolds, type HeldFacts } from '../../../lib/platform/request-holds.ts';

const FACTS: HeldFacts = {
  downloadId: undefined,
  addresses: ['https://files.example.org/setup.exe'],
  page: '',
  name: 'setup.exe',
  size: 1,
  type: '',
  method: 'GET',
  isPrivateWindow: false,
  isOwn: false,
  mayBeListed: false,
  canName: false,
  waitsUntil: 1_000,
};

function hold() {
  const holds = createRequestHolds({ keepAlive: (task) => task(), now: () => 0 });
  const gone: string[] = [];
  let held: HeldDownload | undefined;
  const decision = holds.hold('one', FACTS, (told) => {
    held = told;
    told.whenGone(() => void gone.push('one'));
  });
  return { holds, decision, gone, held };
}

test('whoever waits is told when a request is over, and the browser is answered', async () => {
  const { holds, decision, gone } = hold();
  holds.forget('one');
  expect(gone).toEqual(['one']);
  expect(await decision).toEqual({});
});

test('nobody is told of the end of one that was decided', async () => {
  const { holds, decision, gone, held } = hold();
  expect(await held?.stop()).toBe(true);
  holds.forget('one');
  expect(gone).toEqual([]);
  expect(await decision).toEqual({ cancel: true });
});

test('one that has gone on can not be stopped any more', async () => {
  const { decision, held } = hold();
  held?.go();
  expect(await held?.stop()).toBe(false);
  expect(await decision).toEqual({});
});
