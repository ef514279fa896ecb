import { randomUUID } from 'node:crypto';
import type { ScanPage } from '../schemas/list-schema.ts';
import { isScan, type Scans } from '../service/create-scans.ts';
import { Skipped } from '../skipped.ts';
import type { FactsDeps } from './create-facts.ts';

/** A walk through all pages of the list while further scans come in. */
export type ListWalk = {
  pages: readonly ScanPage[];
  /** Scans that were there before the walk began. */
  submitted: readonly number[];
  /** Of those, the ones that no page held. */
  missed: readonly number[];
  /** `full_scan_id` of each row that came more than once. */
  repeated: readonly string[];
};

const BATCH = 20;

/**
 * Fills the first page of the list with small scans, then reads all pages of it while it submits more. Where no scans
 * may be submitted for it, reads what is there.
 */
export async function walkList({ options, scans }: FactsDeps): Promise<ListWalk> {
  const submit = async (): Promise<number> => (await scans.submitFile(toSmallFile())).scan_id;
  const maySubmit = options.pageScans > 0;
  // A minute back, for clocks that differ.
  const start = { start: String(Math.floor(Date.now() / 1_000) - 60) };
  const query = new URLSearchParams({ origin: 'api', ...(maySubmit ? start : {}) });
  const submitted: number[] = [];
  while (!(await isFull(scans, query, maySubmit ? submitted.length : Number.POSITIVE_INFINITY))) {
    if (submitted.length >= options.pageScans) {
      throw new Skipped('The list has one page only: --page-scans N lets this submit more scans');
    }
    submitted.push(...(await Promise.all(Array.from({ length: BATCH }, submit))));
  }
  const pages: ScanPage[] = [];
  for await (const page of scans.pages(query)) {
    pages.push(page);
    if (maySubmit) await submit();
  }
  const rows = pages.flatMap(({ results }) => results);
  const ids = rows.map(({ full_scan_id }) => full_scan_id);
  return {
    pages,
    submitted,
    missed: submitted.filter((id) => !rows.some((row) => isScan(row, id))),
    repeated: [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))],
  };
}

/** Whether there is a second page, and scans of ours on both sides of where the first one ends. */
async function isFull(scans: Scans, query: URLSearchParams, submitted: number): Promise<boolean> {
  for await (const page of scans.pages(query)) return page.has_more && submitted > page.results.length;
  return false;
}

function toSmallFile() {
  return { name: 'note.txt', bytes: Buffer.from(`A harmless note, ${randomUUID()}`) };
}
