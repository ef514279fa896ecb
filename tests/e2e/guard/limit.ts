import type { Cell } from './cell.ts';
import type { CellResult } from './cell-result.ts';

/**
 * Cells in which a browser makes the target impossible: exposure 0, one file when clean, none when malicious, and the
 * file for a person who keeps it. What happens instead is asserted to be exactly that, so that a cell that begins to
 * work fails until this list is mended.
 */
export type Limit = {
  applies: (cell: Cell, seen: Seen) => boolean;
  why: string;
  instead: string;
  /** As in `CellResult`; any of several where the time decides. */
  end: string | readonly string[];
  /** Missing where the time decides. */
  isExposed?: boolean;
};

/** What a cell came to. */
export type Seen = Pick<CellResult, 'end' | 'exposureMs' | 'verdictMs'>;

/** What is not as it should be in a cell; '' where all is. */
export function findFault(cell: Cell, seen: Seen, limits: readonly Limit[]): string {
  const limit = limits.find(({ applies }) => applies(cell, seen));
  const faults = limit === undefined ? faultsOf(cell, seen) : faultsOfLimit(limit, seen);
  return faults.join('; ');
}

function faultsOf({ finding }: Cell, { end, exposureMs }: Seen): string[] {
  const wanted = ENDS[finding];
  return [
    ...(wanted.includes(end) ? [] : [`ends as "${end}", not as "${wanted.join('" or "')}"`]),
    ...(exposureMs === 0 ? [] : [`exposed for ${exposureMs} ms`]),
  ];
}

/** What a person is asked about is held or marked, and then theirs. */
const ASKED = ['none → own', 'marked → own'];
const ENDS = { clean: ['own'], malicious: ['none'], encrypted: ASKED, failed: ASKED };

function faultsOfLimit({ end, isExposed, instead }: Limit, seen: Seen): string[] {
  const isSo = [end].flat().includes(seen.end) && (isExposed ?? seen.exposureMs > 0) === seen.exposureMs > 0;
  return isSo
    ? []
    : [`ends as "${seen.end}", exposed for ${seen.exposureMs} ms, and not as listed: ${instead}`];
}
