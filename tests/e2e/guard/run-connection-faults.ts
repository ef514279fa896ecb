import type { Connection } from '../../../lib/core/connection.ts';
import { CONNECTION_KEY } from '../../../lib/storage/connection-store.ts';
import { storeLocally } from '../extension-worker.ts';
import type { ApiFaultResult } from './api-fault-result.ts';
import type { ConnectionFault, TestConnection } from './connection-faults.ts';
import type { LabBrowser } from './guard-lab.ts';
import { measureFault } from './measure-fault.ts';
import { openSitePage, startDownloads } from './start-downloads.ts';
import { waitForRows } from './wait-for-rows.ts';
import { type FaultFile, type FaultLab, isDecided, readEnds, watchUntil } from './watch-faults.ts';

const PATIENCE_MS = 45_000;

/** Downloads a file with each connection, one after another, and answers what became of each. */
export async function runConnectionFaults(
  context: FaultLab,
  faults: readonly ConnectionFault[],
): Promise<ApiFaultResult[]> {
  const results: ApiFaultResult[] = [];
  for (const fault of faults) results.push(await meet(context, fault));
  return results;
}

async function meet(context: FaultLab, connectionFault: ConnectionFault): Promise<ApiFaultResult> {
  const { lab } = context;
  const { kind, connection, prepare, strike, undo } = connectionFault;
  await connect(lab.now(), connection);
  const file = await lab.site.add({ kind, finding: 'clean' });
  prepare?.(file);
  const fault = { ...connectionFault, at: 'submit' as const, answer: () => {} };
  const faultFile: FaultFile = { fault, file, problems: new Set() };
  const { context: browser, otherPage, extensionPage } = lab.now();
  const page = await browser.newPage();
  await openSitePage(page, lab.site.url);
  await startDownloads(lab.site, page, otherPage, [file]);
  if (strike !== undefined) {
    const { hold } = await waitForRows(
      lab,
      file,
      ({ scan, hold }) => scan?.state === 'waiting-to-submit' && hold?.staged !== undefined,
    );
    await strike(extensionPage, hold?.id ?? '');
  }
  const isThere: Parameters<typeof watchUntil>[2] = ({ problems }, found) =>
    isDecided(found) && problems.has(fault.problem);
  const rows = await watchUntil(context, [faultFile], isThere, PATIENCE_MS);
  const ends = await readEnds(context, [faultFile]);
  await page.close();
  await undo?.(extensionPage);
  return measureFault(context, faultFile, rows, ends.get(file.token) ?? '');
}

async function connect(browser: LabBrowser, { server, token }: TestConnection): Promise<void> {
  const connection: Connection = { server, tokens: token === undefined ? {} : { [server]: token } };
  await storeLocally(browser, { [CONNECTION_KEY]: connection });
}
