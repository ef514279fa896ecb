import { connectExtension } from '../../../scripts/browser/connect-extension.ts';
import { fallbackFor } from './api-faults.ts';
import { askBackground } from './ask-background.ts';
import { decide } from './decide.ts';
import { type FileRows, readRows, rowsOf } from './guard-rows.ts';

import { type FaultFile, type FaultLab, readEnds, toStateWords, watchUntil } from './watch-faults.ts';

/** What a file came to in the end, and what is wrong with that; '' where nothing is. */
export type After = { end: string; fault: string };

/** Retries are 2 s, 4 s … apart. */
const PATIENCE_MS = 150_000;
/** Asked for by a server that says for how long it is not to be asked again. */
const FOR_AN_HOUR = /for an hour$/;

/**
 * What happens after the fault: of the files that are asked about, every second one is kept by a person. Then the
 * server recovers. What goes on by itself does so, the rest is taken up by a new token or by a click on "Try again".
 * What was kept is malicious then, and the rest is clean: what the policy did it may undo, what a person wanted is left,
 * and the person is asked.
 */
export async function settleAfter(
  context: FaultLab,
  files: readonly FaultFile[],
): Promise<ReadonlyMap<string, After>> {
  const keptByPerson = await keepSome(context, files);
  const { api, policy } = context;
  const isKept = (each: FaultFile) => keptByPerson.has(each) || fallbackFor(policy, each.fault) === 'keep';
  const toExpected = (each: FaultFile) => {
    const { fault } = each;
    // The scanner's own limit is as it was, and so nothing is sent again.
    if (fault.reason === 'too-large') return undefined;
    if (isOver(each)) return keptByPerson.has(each) ? UNCHANGED.keep : UNCHANGED[policy.onUnfinished];
    return keptByPerson.has(each) ? 'kept but malicious, own' : EXPECTED[policy.onUnfinished];
  };
  for (const each of files) api.recover(each.file, isKept(each) ? 'MAL' : 'CLN');
  const expected = new Map(files.map((each) => [each, toExpected(each)]));
  await waitForThose(context, files.filter(goesOnByItself), expected);
  await takeUpAgain(context, files);
  await waitForThose(context, files, expected);
  const ends = await readEnds(context, files);
  return new Map(
    files.map((each) => {
      const end = ends.get(each.file.token) ?? '';
      const wanted = expected.get(each);
      const fault = wanted === undefined || end === wanted ? '' : `afterwards ${end}, not ${wanted}`;
      return [each.file.token, { end, fault }];
    }),
  );
}

/** A verdict came, and says nothing of the file. */
const UNCHANGED = { ask: 'staged, none', keep: 'kept, own', remove: 'removed, none' };
const EXPECTED = { ask: 'released, own', keep: 'removed, none', remove: 'removed, none' };

/** Its scan is done: nothing is to come of it any more. */
function isOver({ fault: { reason } }: FaultFile): boolean {
  return reason === 'unknown' || reason === 'different-file';
}

function goesOnByItself({ fault: { reason, name } }: FaultFile): boolean {
  return reason === 'time-limit' && !FOR_AN_HOUR.test(name);
}

async function keepSome(context: FaultLab, files: readonly FaultFile[]): Promise<ReadonlySet<FaultFile>> {
  const { extensionPage } = context.lab.now();
  const rows = await readRows(extensionPage);
  const asked = files.filter(({ file }) => rowsOf(rows, file.token).hold?.question !== undefined);
  const chosen = asked.filter((_file, index) => index % 2 === 0);
  for (const { file } of chosen) await decide(extensionPage, rowsOf(rows, file.token).hold?.id ?? '', 'keep');
  return new Set(chosen);
}

async function waitForThose(
  context: FaultLab,
  files: readonly FaultFile[],
  expected: ReadonlyMap<FaultFile, string | undefined>,
): Promise<void> {
  const isThere = (each: FaultFile, rows: FileRows) => {
    const wanted = expected.get(each);
    return wanted === undefined || wanted.startsWith(`${toStateWords(rows)},`);
  };
  await watchUntil(context, files, isThere, PATIENCE_MS);
}

/** A new token takes up what waits for a person; what has failed is tried again by a click each. */
async function takeUpAgain({ lab, api }: FaultLab, files: readonly FaultFile[]): Promise<void> {
  const { worker, extensionPage } = lab.now();
  await connectExtension(worker, api.url, `token-${Date.now()}`);
  const rows = await readRows(extensionPage);
  for (const { file } of files) {
    const { scan } = rowsOf(rows, file.token);
    if (scan?.state === 'failed') await askBackground(extensionPage, 'retry', { id: scan.id });
  }
}
