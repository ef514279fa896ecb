// Scans a file or a link from the command line. It shows the Files API client on its own, without the extension:
//
//   node examples/node/scan.ts --url http://127.0.0.1:8080 --token T FILE
//   node examples/node/scan.ts --url https://api.perception-point.io --token T https://example.org/report.pdf
//
// Ends with 0 where the sample is clean, with 1 where it is not, with 2 where there is no verdict.

import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { createFilesClient } from '../../lib/api/files-client.ts';
import type { FileSubmission } from '../../lib/api/submission.ts';
import { ApiError } from '../../lib/core/errors.ts';
import type { ScanResult } from '../../lib/core/scan.ts';

const USAGE = `Usage: node examples/node/scan.ts --url URL --token T [options] FILE|LINK

  --url URL           address of the server; /api/v1/… follows
  --token T           also SLUICE_TOKEN
  --password P        opens an encrypted archive
  --deadline SECONDS  how long to wait for the verdict (300)
`;

const OPTIONS = {
  url: { type: 'string' },
  token: { type: 'string', default: process.env.SLUICE_TOKEN ?? '' },
  password: { type: 'string', default: '' },
  deadline: { type: 'string', default: '300' },
} as const;

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  return 2;
});

async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
  const [sample] = positionals;
  const deadlineMs = Number(values.deadline) * 1_000;
  if (values.url === undefined || sample === undefined || positionals.length > 1 || !(deadlineMs >= 0))
    throw new Error(USAGE);

  const client = createFilesClient({ server: values.url.replace(/\/+$/, ''), token: values.token });
  const submission: FileSubmission = { ...(await toSource(sample)), filePassword: values.password };
  const submittedAt = Date.now();
  const { scanId } = await client.submitFile(submission);
  process.stderr.write(`Scan ${scanId} runs.\n`);
  const result = await client.waitForResult(
    { scanId, submittedAt },
    { deadlineMs, onPoll: ({ problem }) => problem && process.stderr.write(`Asked in vain: ${problem}\n`) },
  );
  process.stdout.write(toLines(sample, result));
  return result.verdict === 'clean' ? 0 : 1;
}

/** A link is for the server to fetch. A file is read from the disk while it is sent, whatever its size. */
async function toSource(sample: string): Promise<FileSubmission> {
  if (/^https?:\/\//i.test(sample)) return { downloadLink: sample };
  return { data: await openAsBlob(sample), name: basename(sample) };
}

function toLines(sample: string, { verdict, evidence }: ScanResult): string {
  const reasons = evidence.map(({ name, description }) => `  ${name}: ${description}\n`);
  return `${verdict}  ${sample}\n${reasons.join('')}`;
}

/** The code stands in docs/files-api-client.md, with what to do about it. */
function explain(error: unknown): string {
  if (error instanceof ApiError) {
    const status = error.status === 0 ? '' : ` (HTTP ${error.status})`;
    return `${error.problem}${status}${error.detail === undefined ? '' : `: ${error.detail}`}`;
  }
  return error instanceof Error ? error.message : String(error);
}
