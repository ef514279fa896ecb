import * as v from 'valibot';
import type { Evidence, Sample, ScanResult } from '../core/scan.ts';
import { toVerdict } from '../core/verdict.ts';

/** How much evidence of one scan is kept: a hostile or broken server must not fill the history. */
const MAX_EVIDENCE = 100;
const MAX_TEXT = 2_000;

const Text = v.pipe(
  v.string(),
  v.transform((text) => text.slice(0, MAX_TEXT)),
);

const LooseText = v.fallback(v.nullish(Text), undefined);

/** An id of a scan, as a number or as a text that says something. */
const Id = v.union([v.pipe(v.string(), v.regex(/\S/)), v.pipe(v.number(), v.safeInteger(), v.minValue(0))]);

const LooseId = v.fallback(v.nullish(Id), undefined);

export const SubmitAnswer = v.object({
  scan_id: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  callback_params: v.fallback(v.nullish(v.record(v.string(), v.unknown())), undefined),
});

const EvidenceAnswer = v.object({ name: LooseText, description: LooseText, verdict: LooseText });

const SampleAnswer = v.object({
  sha256: v.fallback(v.nullish(v.pipe(v.string(), v.regex(/^[\da-f]{64}$/i), v.toLowerCase())), undefined),
  sha1: v.fallback(v.nullish(v.pipe(v.string(), v.regex(/^[\da-f]{40}$/i), v.toLowerCase())), undefined),
  file_size: v.fallback(v.nullish(v.pipe(v.number(), v.safeInteger(), v.minValue(0))), undefined),
});

/**
 * One scan, read generously: only `id` or `full_scan_id` and the two fields that decide are needed,
 * since the rest differs between services and versions.
 */
export const ScanAnswer = v.pipe(
  v.object({
    id: v.nullish(Id),
    full_scan_id: LooseId,
    root_scan_id: LooseId,
    sub_origin: LooseText,
    finished_at: v.nullish(v.string()),
    verbose_verdict: LooseText,
    sample: v.fallback(v.nullish(SampleAnswer), undefined),
    sample_file_type: LooseText,
    evidence: v.fallback(v.nullish(v.array(v.unknown())), undefined),
  }),
  v.check((scan) => scan.id != null || scan.full_scan_id != null, 'The answer names no scan.'),
);

export type ScanAnswer = v.InferOutput<typeof ScanAnswer>;

/** A page of the list. Its rows are read one by one, so that one that can't be understood does not hide the rest. */
export const ListAnswer = v.object({
  results: v.array(v.unknown()),
  has_more: v.nullish(v.boolean()),
  next: v.fallback(v.nullish(v.string()), undefined),
});

/** A server's refusal in one of the shapes that are known of it. */
const RefusalAnswer = v.union([v.object({ detail: Text }), v.record(v.string(), v.array(Text))]);

/**
 * The outcome that an answer holds, or nothing while the scan runs.
 * A scan is done when `finished_at` is a string that is not blank.
 */
export function toScanResult(answer: ScanAnswer): ScanResult | undefined {
  if (answer.finished_at == null || answer.finished_at.trim() === '') return undefined;
  return {
    verdict: toVerdict(answer.verbose_verdict),
    evidence: (answer.evidence ?? []).slice(0, MAX_EVIDENCE).flatMap(toEvidence),
    sample: toSample(answer),
  };
}

/** The server's own words for a refusal, at most 300 characters; nothing where it gave none. */
export function toRefusal(body: unknown): string | undefined {
  const parsed = v.safeParse(RefusalAnswer, body);
  if (!parsed.success) return undefined;
  const words = Object.entries(parsed.output).map(([field, said]) =>
    typeof said === 'string' ? said : `${field}: ${said.join(' ')}`,
  );
  return words.join('; ').slice(0, 300) || undefined;
}

function toEvidence(item: unknown): Evidence[] {
  const parsed = v.safeParse(EvidenceAnswer, item);
  if (!parsed.success) return [];
  const { name, description, verdict } = parsed.output;
  return [{ name: name ?? '', description: description ?? '', verdict: toVerdict(verdict) }];
}

function toSample({ sample, sample_file_type }: ScanAnswer): Sample {
  return {
    ...(sample?.sha256 ? { sha256: sample.sha256 } : {}),
    ...(sample?.sha1 ? { sha1: sample.sha1 } : {}),
    ...(sample?.file_size == null ? {} : { size: sample.file_size }),
    ...(sample_file_type ? { type: sample_file_type } : {}),
  };
}
