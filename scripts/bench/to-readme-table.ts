import type { Results } from './figure.ts';
import { toMarkdownTable } from './to-markdown-table.ts';
import { withUnit } from './with-unit.ts';

/** What people ask first, and the figure that answers it. */
const HEADLINES: readonly (readonly [question: string, figure: string])[] = [
  ['A small file under its own name before a verdict of 5 s, held', 'exposure.chromium.get-small.verdict-5s'],
  ['The same without a hold', 'exposure.chromium.get-small.verdict-5s.no-hold'],
  ['From the answer of the scanner to the usable file', 'latency.usable.verdict-5s.after-answer'],
  ['A clean download of 50 MB at 100 Mbit/s, against none of Sluice', 'latency.download-50mb.100-mbit.ratio'],
  ['Questions to the scanner about a scan of 60 s', 'polling.requests.scan-60s'],
  ['The popup with 100,000 scans, until its rows are painted', 'popup.first-rows.100000'],
  ['A search in a history of 100,000 scans', 'history.search.100000'],
  ['The script of the worker until its listeners stand', 'startup.script'],
  ['500 downloads at once: lost', 'load.downloads-500.lost'],
  ['2,000 links at once: lost', 'load.links-2000.lost'],
  ['Wake-ups in 10 minutes with nothing to do', 'idle.wake-ups.10-min'],
  ['500 MB sent: memory of the browser above what it held before', 'upload.500mb.added-memory.browser'],
  ['The packed extension', 'size.packed'],
];

/** A table in Markdown of the most telling figures, as far as they were measured. */
export function toReadmeTable(results: Results): string {
  const rows = HEADLINES.flatMap(([question, id]) => {
    const dot = id.indexOf('.');
    const figure = results[id.slice(0, dot)]?.[id.slice(dot + 1)];
    if (figure === undefined) return [];
    const { median, min, max, unit } = figure;
    return [[question, withUnit(median, unit), `${withUnit(min, unit)} – ${withUnit(max, unit)}`]];
  });
  return toMarkdownTable([['what', 'median', 'from – to'], ...rows]);
}
