import { expect, it } from 'vitest';
import { toCallbackBody } from '../../../../server/callbacks/to-callback-body.ts';
import { aNewServerScan, anOutcome } from '../../../factories/new-server-scan-factory.ts';
import { createCallbackWorld } from './callback-world.ts';

const EVIDENCE = {
  name: 'rule',
  description: 'why',
  category: 'document',
  verdict: null,
  data: { member: 'a.js' },
  timestamp: '2026-11-01T00:00:00.000Z',
};

it.each([
  ['MAL', 'MAL'],
  ['BLK', 'MAL'],
  ['SPM', 'MAL'],
  ['SUS', 'MAL'],
  ['CLN', 'CLN'],
  [null, null],
] as const)('a scan that ended %s is told as %s', async (verdict, told) => {
  const { scans } = createCallbackWorld();
  const { id } = await scans.insert(aNewServerScan({ path: 'in/a.pdf', callbackParams: { key: [1] } }));
  await scans.markFinished(id, anOutcome({ verdict, evidence: [EVIDENCE] }));
  const record = await scans.find(String(id));
  expect(record === null ? null : toCallbackBody(record)).toEqual({
    scan_id: String(id),
    name: 'a.pdf',
    type: 'File',
    path: 'in/a.pdf',
    verdict: told,
    evidence: [{ Name: 'rule', Data: { member: 'a.js' }, Description: 'why' }],
    params: { key: [1] },
  });
});
