import { isHoldAtRest } from '../../../lib/core/hold-machine.ts';
import { isAtRest } from '../../../lib/core/scan-machine.ts';
import { killWorker } from '../extension-worker.ts';
import { listDownloads } from './browser-downloads.ts';
import { type Batch, FINDINGS, type Finding, KINDS, type Kind } from './cell.ts';
import type { CellResult } from './cell-result.ts';
import { decide } from './decide.ts';
import type { GuardLab } from './guard-lab.ts';
import { type FileRows, type GuardRows, readRows, rowsOf } from './guard-rows.ts';
import { type Landed, readLanded, wordsFor } from './landed.ts';
import { measureCell } from './measure-cell.ts';
import type { SiteFile } from './site-file.ts';
import { openSitePage, startDownloads } from './start-downloads.ts';
import { until } from './until.ts';

/** A file of the matrix, with what its scan is to come to. */
export type CellFile = { file: SiteFile; kind: Kind; finding: Finding };

const SLOW_CLEAN_BYTES = 50_000_000;
const SLOW_BYTES = 8_000_000;
/** What a file takes beside its verdicts: two of them where the link fails first and the bytes after it. */
const PATIENCE_MS = 40_000;
/** From "Keep" to the file. */
const KEEP_PATIENCE_MS = 30_000;

/** Starts all kinds with all findings in one browser, waits for their ends and answers what became of each. */
export async function runBatch(lab: GuardLab, batch: Batch): Promise<CellResult[]> {
  const cellFiles = await prepare(lab, batch);
  const files = cellFiles.map(({ file }) => file);
  const { context, popup, otherPage } = lab.now();
  const page = await context.newPage();
  await openSitePage(page, lab.site.url);
  if (batch.isCold) await killWorker(lab.now());
  const startedAt = Date.now();
  await startDownloads(lab.site, page, otherPage, files);
  const rows = await settle(lab, cellFiles, startedAt + 2 * batch.delayMs + PATIENCE_MS);
  const settledAt = Date.now();
  const before = await readLanded(lab.downloadsDir, files);
  const asked = files.filter(({ token }) => rowsOf(rows, token).hold?.question !== undefined);
  for (const { token } of asked) await decide(popup, rowsOf(rows, token).hold?.id ?? '', 'keep');
  const after = await untilKept(lab, asked);
  const last = await readRows(popup);
  return cellFiles.map(({ file, kind, finding }) => {
    const { token } = file;
    const kept = after.get(token);
    const end = [before.get(token) ?? [], ...(kept === undefined ? [] : [kept])].map(wordsFor).join(' → ');
    const facts = { file, end, rows: rowsOf(last, token), startedAt, settledAt };
    return measureCell(lab, { ...batch, kind, finding }, facts);
  });
}

async function prepare({ site, gate }: GuardLab, { delayMs }: Batch): Promise<CellFile[]> {
  const cells = KINDS.flatMap((kind) => FINDINGS.map((finding) => ({ kind, finding })));
  return Promise.all(
    cells.map(async ({ kind, finding }) => {
      const slowBytes = finding === 'clean' ? SLOW_CLEAN_BYTES : SLOW_BYTES;
      const file = await site.add({ kind, finding, ...(kind === 'get-slow' ? { size: slowBytes } : {}) });
      // Some are refused at once, the others end without a verdict.
      const fail = kind === 'get-chunked' || kind === 'redirect' ? ('submit' as const) : ('result' as const);
      gate.plan(file.token, { delayMs, ...(finding === 'failed' ? { fail } : {}) });
      return { file, kind, finding };
    }),
  );
}

/** Waits until nothing moves any more by itself, or until the deadline: what hangs then is a fault of its cell. */
async function settle(lab: GuardLab, cellFiles: readonly CellFile[], deadline: number): Promise<GuardRows> {
  const { popup } = lab.now();
  const isSettled = async () => {
    const rows = await readRows(popup);
    if (!cellFiles.every(({ file }) => isAtItsEnd(rowsOf(rows, file.token)))) return undefined;
    const downloads = await listDownloads(popup);
    return downloads.some(({ state }) => state === 'in_progress') ? undefined : rows;
  };
  return (await until(isSettled, deadline)) ?? (await readRows(popup));
}

function isAtItsEnd({ scan, hold }: FileRows): boolean {
  if (hold === undefined) return scan !== undefined && isAtRest(scan.state);
  // What is held for a person still comes to its marked name, or to our copy, when the browser waits no longer.
  const isAsked = hold.question !== undefined && (hold.state === 'staged' || hold.state === 'parked');
  return isHoldAtRest(hold.state) || isAsked;
}

async function untilKept(
  { downloadsDir }: GuardLab,
  files: readonly SiteFile[],
): Promise<Map<string, Landed[]>> {
  const isKept = async () => {
    const landed = await readLanded(downloadsDir, files);
    return [...landed.values()].every((found) => wordsFor(found) === 'own') ? landed : undefined;
  };
  return (await until(isKept, Date.now() + KEEP_PATIENCE_MS)) ?? (await readLanded(downloadsDir, files));
}
