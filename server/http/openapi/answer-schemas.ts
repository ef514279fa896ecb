import * as v from 'valibot';
import type {
  ScanListResponse,
  SubmitResponse,
  WireCallback,
  WireError,
  WireScan,
} from '../../../lib/api/wire.ts';
import { evidenceSchema } from '../../storage/evidence-schema.ts';
import { scanEngineSchema } from '../../storage/scan-engine-schema.ts';
import { verdictSchema } from '../../storage/verdict-schema.ts';

const text = (description: string) => v.pipe(v.string(), v.description(description));
const textOrNull = (description: string) => v.pipe(v.nullable(v.string()), v.description(description));
const time = (description: string) => v.pipe(v.string(), v.isoTimestamp(), v.description(description));
const count = (description: string) =>
  v.pipe(v.number(), v.integer(), v.minValue(0), v.description(description));
const hex = (length: number, description: string) =>
  v.pipe(v.string(), v.regex(new RegExp(`^[0-9a-f]{${length}}$`)), v.description(description));
const anyObject = (description: string) =>
  v.pipe(v.record(v.string(), v.unknown()), v.description(description));

const Scan = v.object({
  id: v.pipe(v.string(), v.digits(), v.description('The number answered to the submission, as text.')),
  full_scan_id: text('<id>_1_<uuid>_<yyyymmdd>.'),
  root_scan_id: text('The same as full_scan_id for a scan that no other scan started.'),
  origin: text('How the scan came in: “api”.'),
  created_at: time('When it was submitted.'),
  finished_at: v.pipe(
    v.nullable(v.pipe(v.string(), v.isoTimestamp())),
    v.description('When it ended; null while it runs. A scan is done when this is a non-empty string.'),
  ),
  verbose_verdict: v.pipe(
    v.nullable(verdictSchema),
    v.description('Null while the scan runs, and where it ended without a verdict: the evidence says why.'),
  ),
  confidence: v.pipe(
    v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(100))),
    v.description('How sure the verdict is; null where there is none.'),
  ),
  root_scan_summary: v.object({ sub_verdict: textOrNull('The name of the worst finding.') }),
  sample_name: textOrNull('As given with the submission, else as the link or the file part named it.'),
  sample: v.pipe(
    v.nullable(
      v.object({
        sha1: hex(40, 'SHA-1, lower-case hex.'),
        sha256: hex(64, 'SHA-256, lower-case hex.'),
        file_size: count('Bytes.'),
      }),
    ),
    v.description('Null until the bytes have been read.'),
  ),
  sample_file_type: textOrNull('A MIME type as found in the bytes.'),
  scan_engines: v.array(scanEngineSchema),
  evidence: v.array(evidenceSchema),
  type: v.pipe(v.picklist(['File', 'URL']), v.description('A file, or a web page.')),
  path: textOrNull(
    'As submitted: the file in its storage, or the page’s address without user name, password and query.',
  ),
  original_file_path: textOrNull('As submitted.'),
  sub_origin: textOrNull('As submitted. A caller may put a mark of its own here, and find its scan by it.'),
}) satisfies v.GenericSchema<unknown, WireScan>;

const ScanList = v.object({
  count: count('Scans that match the filters, on all pages.'),
  page_result_count: count('Scans on this page.'),
  next: v.pipe(
    v.nullable(v.pipe(v.string(), v.metadata({ format: 'uri-reference' }))),
    v.description('Address of the next page, holding _cursor=<ISO time>.'),
  ),
  has_more: v.pipe(v.boolean(), v.description('Stop reading on where this is false.')),
  results: v.pipe(v.array(Scan), v.description('Newest first.')),
}) satisfies v.GenericSchema<unknown, ScanListResponse>;

const Submitted = v.object({
  scan_id: count('Number of the scan, unique on this server.'),
  callback_params: v.exactOptional(anyObject('As sent, where the request carried callback_params.')),
}) satisfies v.GenericSchema<unknown, SubmitResponse>;

const Callback = v.object({
  scan_id: text('The number of the scan, as text.'),
  name: textOrNull('Name of the sample.'),
  type: v.picklist(['File', 'URL']),
  path: textOrNull('As in the scan.'),
  verdict: v.pipe(
    v.nullable(v.picklist(['MAL', 'CLN'])),
    v.description('MAL for everything that must not be opened; null where the scan ended without a verdict.'),
  ),
  evidence: v.array(
    v.object({
      Name: text('As in the scan.'),
      Data: anyObject('As in the scan.'),
      Description: text('As in the scan.'),
    }),
  ),
  params: anyObject('The callback_params, or an empty object.'),
}) satisfies v.GenericSchema<unknown, WireCallback>;

const Detail = v.object({ detail: text('What is wrong with the request as a whole, and what to do.') });

const Refusal = v.union([
  Detail,
  v.pipe(
    v.record(v.string(), v.array(v.string())),
    v.description('The names of the fields that are wrong, each with every reason.'),
  ),
]) satisfies v.GenericSchema<unknown, WireError>;

const Health = v.object({ status: v.literal('ok') });
const warnings = v.exactOptional(
  v.pipe(
    v.array(v.string()),
    v.description('A sentence for each thing that is missing, and that scans go on without.'),
  ),
);
const Ready = v.object({ status: v.literal('ready'), warnings });
const NotReady = v.object({
  status: v.literal('not ready'),
  reasons: v.pipe(v.array(v.string()), v.description('A sentence for each thing that is not in order.')),
  warnings,
});

/** Everything that this service answers or sends, by the name it has in the OpenAPI document. */
export const answerSchemas = {
  Verdict: verdictSchema,
  Evidence: evidenceSchema,
  Scan,
  ScanList,
  Submitted,
  Callback,
  Detail,
  Refusal,
  Health,
  Ready,
  NotReady,
};
