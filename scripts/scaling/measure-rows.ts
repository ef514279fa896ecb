import * as v from 'valibot';
import { toQuantile } from '../bench/measure-scans.ts';
import { measureTime } from '../bench/measure-time.ts';
import { Submitted, untilVerdict } from '../bench/scan-upload.ts';
import type { Site } from '../crash/open-site.ts';
import { uploadLarge } from '../memory/upload-large.ts';
import type { StartedScanner } from '../scanner/start-scanner.ts';

/** Finished scans in the database. */
const COUNTS = [1_000, 10_000, 100_000];
const TIMES = 30;

/**
 * What a submission, a look at one scan and a page of the list take while the database fills.
 * @returns the cells of a row for each number of scans: scans, and p50 of each
 */
export async function measureRows({ scanners: [scanner], addFinished }: Site): Promise<string[][]> {
  if (scanner === undefined) throw new RangeError('There is no scanner.');
  const rows: string[][] = [];
  let last = 0;
  for (const count of COUNTS) {
    await addFinished(last + 1, count);
    last = count;
    rows.push([count.toLocaleString('en'), ...(await measureCalls(scanner, count))]);
  }
  return rows;
}

async function measureCalls(scanner: StartedScanner, count: number): Promise<string[]> {
  const submitted: number[] = [];
  const submit = async (): Promise<void> => {
    const { text } = await uploadLarge(scanner, 1_000);
    submitted.push(v.parse(Submitted, text).scan_id);
  };
  const calls = [submit, () => get(scanner, `${Math.ceil(count / 2)}/`), () => get(scanner, '')];
  const medians: string[] = [];
  for (const call of calls) {
    await call();
    const took: number[] = [];
    for (let time = 0; time < TIMES; time += 1) took.push(await measureTime(call));
    medians.push(`${Number(toQuantile(took, 0.5).toPrecision(2))} ms`);
    // What was submitted is not to run beside what is measured next.
    for (const id of submitted.splice(0)) await untilVerdict(scanner, id);
  }
  return medians;
}

async function get({ url, token }: StartedScanner, path: string): Promise<void> {
  const headers = { authorization: `Token ${token}` };
  const response = await fetch(`${url}/api/v1/scans/list/${path}`, { headers });
  if (!response.ok) throw new Error(`The scanner answers ${response.status}.`);
  await response.arrayBuffer();
}
