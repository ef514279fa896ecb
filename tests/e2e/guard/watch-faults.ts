import type { GuardPolicy } from '../../../lib/core/guard-policy.ts';
import { isHoldAtRest } from '../../../lib/core/hold-machine.ts';
import type { Problem } from '../../../lib/core/problem.ts';
import { ageScans } from './age-scans.ts';
import type { ApiFault } from './api-faults.ts';
import { listDownloads } from './browser-downloads.ts';
import type { GuardLab } from './guard-lab.ts';
import { type FileRows, type GuardRows, readRows, rowsOf } from './guard-rows.ts';
import type { HostileApi } from './hostile-api.ts';
import { readLanded, wordsFor } from './landed.ts';
import type { SiteFile } from './site-file.ts';
import { until } from './until.ts';

/** A file whose scan meets a fault, with the problems that were seen of it. */
export type FaultFile = { fault: ApiFault; file: SiteFile; problems: Set<Problem> };

/** A browser in which downloads meet faults. */
export type FaultLab = { lab: GuardLab; api: HostileApi; policy: GuardPolicy };

const LOOK_EVERY_MS = 200;
/** From the word that a file may have its name to the file under it, at most. */
const NAMING_MS = 20_000;

/** Looks again and again until every file is as wanted, or until patience ends: the files tell the rest. */
export async function watchUntil(
  { lab }: FaultLab,
  files: readonly FaultFile[],
  isWanted: (file: FaultFile, rows: FileRows) => boolean,
  patienceMs: number,
): Promise<GuardRows> {
  const aged = new Set<string>();
  const look = async () => {
    const rows = await readRows(lab.now().extensionPage);
    const all = files.map((file) => ({ file, rows: rowsOf(rows, file.file.token) }));
    for (const { file, rows } of all) if (rows.scan?.problem) file.problems.add(rows.scan.problem);
    await ageTaken(lab, all, aged);
    return all.every(({ file, rows }) => isWanted(file, rows)) ? rows : undefined;
  };
  const found = await until(look, Date.now() + patienceMs, LOOK_EVERY_MS);
  return found ?? (await readRows(lab.now().extensionPage));
}

/** What the server took is made as old as its fault asks for, once. */
async function ageTaken(
  lab: GuardLab,
  all: readonly { file: FaultFile; rows: FileRows }[],
  aged: Set<string>,
): Promise<void> {
  const young = all.flatMap(({ file, rows: { scan } }) => {
    const { ageMs } = file.fault;
    const isTaken = scan?.submittedAt !== undefined && scan.state === 'polling' && !aged.has(scan.id);
    return isTaken && ageMs !== undefined ? [{ id: scan.id, ageMs }] : [];
  });
  for (const { id } of young) aged.add(id);
  if (young.length > 0) await ageScans(lab.now().extensionPage, young);
}

/** Nobody but a person moves it now, the person knows, and the browser waits no longer. */
export function isDecided({ hold }: FileRows): boolean {
  if (hold === undefined || hold.notice !== 'shown') return false;
  const isAsked = hold.question !== undefined && (hold.state === 'staged' || hold.state === 'parked');
  return isHoldAtRest(hold.state) || isAsked;
}

/** The state of a file's hold; and what a person is asked over one that was handed over. */
export function toStateWords({ hold }: FileRows): string {
  if (hold === undefined) return 'no hold';
  return hold.state === 'kept' && hold.question !== undefined ? `kept but ${hold.question}` : hold.state;
}

/**
 * A hold that lets the browser's own copy go ends when the browser takes the name. The file gets it on the disk only when
 * the browser is done.
 */
async function untilNothingArrives({ lab }: FaultLab): Promise<void> {
  const isQuiet = async () => {
    const downloads = await listDownloads(lab.now().extensionPage);
    return downloads.some(({ state }) => state === 'in_progress') ? undefined : true;
  };
  await until(isQuiet, Date.now() + NAMING_MS);
}

/** The state of each file's hold, with what lies of it in the folder once nothing arrives any more; by token. */
export async function readEnds(
  context: FaultLab,
  files: readonly FaultFile[],
): Promise<ReadonlyMap<string, string>> {
  await untilNothingArrives(context);
  const { lab } = context;
  const rows = await readRows(lab.now().extensionPage);
  const landed = await readLanded(
    lab.downloadsDir,
    files.map(({ file }) => file),
  );
  return new Map(
    files.map(({ file: { token } }) => {
      return [token, `${toStateWords(rowsOf(rows, token))}, ${wordsFor(landed.get(token) ?? [])}`];
    }),
  );
}
