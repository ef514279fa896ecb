// Scans a file or a link from the command line. It shows the Files API client on its own, without the extension:
//
//   npx node examples/node/scan.ts --url http://127.0.0.1:8080 --token T FILE
//   npx node examples/node/scan.ts --url https://api.perception-point.io --token T https://example.org/report.pdf
//
// Ends with 0 where the sample is clean, with 1 where it is not, with 2 where there is no verdict or it failed.

import { openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { createFilesClient } from '../../lib/api/files-client.ts';
import type { FileSubmission } from '../../lib/api/submission.ts';
import { ApiError } from '../../lib/core/errors.ts';
import type { ScanResult } from '../../lib/core/scan.ts';
import { toAdvice } from './to-advice.ts';

const USAGE = `Usage: npx node examples/node/scan.ts --url URL --token T [options] FILE|LINK

  --url URL           address of the server, as http://127.0.0.1:8080; /api/v1/… follows
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

const NO_VERDICT = 2;

// Where a file changes while it is sent, Node's `fetch` leaves a rejection that nothing else can catch.
process.on('unhandledRejection', (error) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(NO_VERDICT);
});

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  return NO_VERDICT;
});

async function main(args: string[]): Promise<number> {
  const { server, token, password, deadlineMs, sample } = readArguments(args);
  const client = createFilesClient({ server, token });
  const submission: FileSubmission = { ...(await toSource(sample)), filePassword: password };
  const submittedAt = Date.now();
  const { scanId } = await client.submitFile(submission);
  process.stderr.write(`Scan ${scanId} runs.\n`);
  const result = await client.waitForResult(
    { scanId, submittedAt },
    { deadlineMs, onPoll: ({ problem }) => problem && process.stderr.write(`Asked in vain: ${problem}\n`) },
  );
  process.stdout.write(toLines(sample, result));
  return toExitCode(result);
}

function readArguments(args: string[]) {
  const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
  const [sample] = positionals;
  if (sample === undefined || positionals.length > 1) throw new Error(USAGE);
  const { url, token, password } = values;
  if (!url) throw new Error('--url is missing. Give the address of the server, as http://127.0.0.1:8080.');
  if (!/^https?:\/\/[^/]/i.test(url) || !URL.canParse(url))
    throw new Error(
      `--url ${url} is no address. Give it with http:// or https://, as http://127.0.0.1:8080.`,
    );
  if (!token) throw new Error('--token is missing. Give one that the server knows, or set SLUICE_TOKEN.');
  const deadlineMs = Number(values.deadline) * 1_000;
  if (!(deadlineMs >= 0)) throw new Error(`--deadline ${values.deadline} is no number of seconds.`);
  return { server: url.replace(/\/+$/, ''), token, password, deadlineMs, sample };
}

/** A link is for the server to fetch. A file is read from the disk while it is sent, whatever its size. */
async function toSource(sample: string): Promise<FileSubmission> {
  if (/^https?:\/\//i.test(sample)) return { downloadLink: sample };
  const found = await stat(sample).catch(() => undefined);
  if (found === undefined) throw new Error(`${sample} is not there, or you may not look at it.`);
  if (!found.isFile()) throw new Error(`${sample} is no file. Give a file, or a link.`);
  try {
    return { data: await openAsBlob(sample), name: basename(sample) };
  } catch (cause) {
    throw new Error(`${sample} can not be opened. Check that you may read it.`, { cause });
  }
}

function toLines(sample: string, { verdict, evidence }: ScanResult): string {
  const reasons = evidence.map(({ name, description }) => `  ${name}: ${description}\n`);
  return `${verdict}  ${sample}\n${reasons.join('')}`;
}

function toExitCode({ verdict }: ScanResult): number {
  if (verdict === 'unknown') return NO_VERDICT;
  return verdict === 'clean' ? 0 : 1;
}

/** One sentence with what to do. The codes stand in docs/files-api-client.md, too. */
function explain(error: unknown): string {
  if (error instanceof ApiError) {
    const status = error.status === 0 ? '' : `, HTTP ${error.status}`;
    const said = error.detail === undefined ? '' : ` (${error.detail})`;
    return `${toAdvice(error.problem)} [${error.problem}${status}]${said}`;
  }
  if (error instanceof DOMException && error.name === 'NotReadableError')
    return 'The file has changed or gone while it was sent. Try again with a copy of it.';
  return error instanceof Error ? error.message : String(error);
}
