import type { Cell } from './cell.ts';
import type { CellLab } from './cell-lab.ts';
import type { CellResult } from './cell-result.ts';
import type { FileRows } from './guard-rows.ts';
import { toUnder } from './landed.ts';
import { findFault } from './limit.ts';
import { ASKERS, type SiteFile } from './site-file.ts';

export type CellFacts = {
  file: SiteFile;
  /** As in `CellResult`. */
  end: string;
  rows: FileRows;
  /** Why the browser broke it off, in its own word; undefined where it did not. */
  brokeOff: string | undefined;
  /** When the batch began. */
  startedAt: number;
  /** When nothing moved any more, before any person chose. */
  settledAt: number;
};

/** Puts together what was seen of one download. */
export function measureCell(lab: CellLab, cell: Cell, facts: CellFacts): CellResult {
  const { file, end, rows } = facts;
  const seen = lab.watch.seen().filter(({ name }) => name.includes(file.token));
  const [own, marked] = (['own', 'marked'] as const).map((under) =>
    seen.find(({ name }) => toUnder(name, file.ownName) === under),
  );
  const verdictAt = lab.gate.verdictAt(file.token);
  const exposureMs =
    own === undefined
      ? 0
      : Math.max(0, Math.round(allowedFrom(cell, facts, verdictAt, own.goneAt) - own.since));
  const given = lab.site.transfersOf(file).filter(({ isFile }) => isFile);
  const [browser = 0, extension = 0, scanner = 0] = ASKERS.map(
    (asker) => given.filter(({ by }) => by === asker).length,
  );
  const hasBegun = browser > 0 || rows.scan !== undefined || rows.hold !== undefined;
  const startedAt = given.find(({ by }) => by === 'browser')?.at ?? facts.startedAt;
  const sinceStart = (time: number | undefined) =>
    time === undefined ? undefined : Math.round(time - startedAt);
  const verdictMs = sinceStart(verdictAt);
  return {
    cell,
    end,
    names: seen.map(({ name }) => name),
    landedMs: sinceStart(own?.since),
    markedMs: sinceStart(marked?.since),
    verdictMs,
    exposureMs,
    transfers: { browser, extension, scanner },
    bytes: given.reduce((sum, { bytes }) => sum + bytes, 0),
    states: toStates(facts),
    // What never began would pass for a file that was removed.
    fault: hasBegun
      ? findFault(cell, { end, exposureMs, verdictMs }, lab.limits)
      : 'the download never began',
  };
}

/** From when on nobody minds the file under its own name: when it is found clean, when a person keeps it, when it goes. */
function allowedFrom(
  { finding }: Cell,
  { settledAt }: CellFacts,
  verdictAt: number | undefined,
  goneAt: number | undefined,
): number {
  const free = finding === 'clean' ? (verdictAt ?? settledAt) : settledAt;
  return Math.min(free, goneAt ?? free);
}

function toStates({ rows: { hold, scan }, brokeOff }: CellFacts): string {
  const parts =
    hold === undefined
      ? ['no hold']
      : [
          hold.state,
          hold.place,
          hold.question ?? '',
          hold.exposedBecause ?? '',
          hold.lostBecause ?? '',
          brokeOff ?? '',
        ];
  return `${parts.filter(Boolean).join(' ')} / ${scan?.state ?? 'no scan'} ${scan?.verdict ?? scan?.problem ?? ''}`.trim();
}
