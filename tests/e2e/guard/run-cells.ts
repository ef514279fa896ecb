import { type HoldState, isHoldAtRest } from '../../../lib/core/hold-machine.ts';
import { isAtRest } from '../../../lib/core/scan-machine.ts';
import { listDownloads } from './browser-downloads.ts';
import { type Batch, type Cell, FINDINGS, KINDS } from './cell.ts';
import type { CellLab, ExtensionPage } from './cell-lab.ts';
import type { CellResult } from './cell-result.ts';
import { decide } from './decide.ts';
import { type FileRows, type GuardRows, readRows, rowsOf } from './guard-rows.ts';
import { type Landed, readLanded, wordsFor } from './landed.ts';
import { measureCell } from './measure-cell.ts';
import type { SiteFile } from './site-file.ts';
import { until } from './until.ts';

/** A file of the matrix, with what its scan is to come to. */
type CellFile = { file: SiteFile; cell: Cell };

const SLOW_CLEAN_BYTES = 50_000_000;
const SLOW_BYTES = 8_000_000;
/** What a file may take beside its verdicts, two of them where the link fails first, among many on a busy machine. */
const PATIENCE_MS = 300_000;
/** From "Keep" to the file. */
const KEEP_PATIENCE_MS = 90_000;
/** Each look reads the whole database in the browser, which has other things to do. */
const LOOK_EVERY_MS = 1_000;

/** Starts all kinds with all findings in one browser, waits for their ends and answers what became of each. */
export async function runCells(lab: CellLab, batch: Batch): Promise<CellResult[]> {
  const cellFiles = await prepare(lab, batch);
  const files = cellFiles.map(({ file }) => file);
  await lab.open();
  if (batch.isCold) await lab.stopBackground();
  const startedAt = Date.now();
  const rows = await startInTurn(lab, cellFiles, 2 * batch.delayMs + PATIENCE_MS);
  const settledAt = Date.now();
  const before = await readLanded(lab.downloadsDir, files);
  const asked = files.filter(({ token }) => rowsOf(rows, token).hold?.question !== undefined);
  for (const { token } of asked) await decide(lab.extensionPage, rowsOf(rows, token).hold?.id ?? '', 'keep');
  const after = await untilKept(lab, asked);
  const last = await readRows(lab.extensionPage);
  const downloads = await listDownloads(lab.extensionPage);
  return cellFiles.map(({ file, cell }) => {
    const { token } = file;
    const kept = after.get(token);
    const end = [before.get(token) ?? [], ...(kept === undefined ? [] : [kept])].map(wordsFor).join(' → ');
    const brokeOff = downloads.find(({ url, error }) => error !== undefined && url.includes(token))?.error;
    return measureCell(lab, cell, { file, end, rows: rowsOf(last, token), brokeOff, startedAt, settledAt });
  });
}

/** Answers what is known of all of them when nothing moves any more. */
async function startInTurn(
  lab: CellLab,
  cellFiles: readonly CellFile[],
  patienceMs: number,
): Promise<GuardRows> {
  const last = cellFiles.filter(({ cell }) => lab.startsLast.includes(cell.kind));
  const first = cellFiles.filter((one) => !last.includes(one));
  let rows: GuardRows | undefined;
  for (const [some, soFar] of [
    [first, first],
    [last, cellFiles],
  ] as const) {
    if (some.length === 0) continue;
    await lab.start(some.map(({ file }) => file));
    rows = await settle(lab, soFar, Date.now() + patienceMs);
  }
  return rows ?? readRows(lab.extensionPage);
}

async function prepare({ site, gate }: CellLab, { findings, ...batch }: Batch): Promise<CellFile[]> {
  const cells = KINDS.flatMap((kind) =>
    (findings ?? FINDINGS).map((finding) => ({ ...batch, kind, finding })),
  );
  return Promise.all(
    cells.map(async (cell) => {
      const { kind, finding, delayMs } = cell;
      const slowBytes = finding === 'clean' ? SLOW_CLEAN_BYTES : SLOW_BYTES;
      const file = await site.add({ kind, finding, ...(kind === 'get-slow' ? { size: slowBytes } : {}) });
      // Some are refused at once, the others end without a verdict.
      const fail = kind === 'get-chunked' || kind === 'redirect' ? ('submit' as const) : ('result' as const);
      gate.plan(file.token, { delayMs, ...(finding === 'failed' ? { fail } : {}) });
      return { file, cell };
    }),
  );
}

/** Waits until nothing moves any more by itself, or until the deadline: what hangs then is a fault of its cell. */
async function settle(
  { extensionPage, restsAskedIn }: CellLab,
  cellFiles: readonly CellFile[],
  deadline: number,
): Promise<GuardRows> {
  const isSettled = async () => {
    const rows = await readRows(extensionPage);
    if (!cellFiles.every(({ file }) => isAtItsEnd(rowsOf(rows, file.token), restsAskedIn))) return undefined;
    return (await isNothingArriving(extensionPage)) ? rows : undefined;
  };
  return (await until(isSettled, deadline, LOOK_EVERY_MS)) ?? (await readRows(extensionPage));
}

function isAtItsEnd({ scan, hold }: FileRows, restsAskedIn: readonly HoldState[]): boolean {
  if (hold === undefined) return scan !== undefined && isAtRest(scan.state);
  const isAsked = hold.question !== undefined && restsAskedIn.includes(hold.state);
  return isHoldAtRest(hold.state) || isAsked;
}

/** Waits until nothing moves any more of what a person kept: without leave to read files, some keeps its marked name. */
async function untilKept(
  { extensionPage, downloadsDir }: CellLab,
  files: readonly SiteFile[],
): Promise<Map<string, Landed[]>> {
  const isKept = async () => {
    const rows = await readRows(extensionPage);
    const areAtRest = files.every(({ token }) => isHoldAtRest(rowsOf(rows, token).hold?.state ?? 'observed'));
    // Firefox begins what it held only when it is let go.
    const landed = await readLanded(downloadsDir, files);
    const areThere = [...landed.values()].every((found) => found.length > 0);
    return areAtRest && areThere && (await isNothingArriving(extensionPage)) ? true : undefined;
  };
  await until(isKept, Date.now() + KEEP_PATIENCE_MS, LOOK_EVERY_MS);
  return readLanded(downloadsDir, files);
}

async function isNothingArriving(extensionPage: ExtensionPage): Promise<boolean> {
  const downloads = await listDownloads(extensionPage);
  return downloads.every(({ state }) => state !== 'in_progress');
}
