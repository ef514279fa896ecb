import * as v from 'valibot';
import { ApiError } from '../core/errors.ts';
import { PROBLEMS } from '../core/problem.ts';

// What the background asks of the uploads in the offscreen document, and what it is answered. Both ends parse.

/** Names of the questions. */
export const UPLOAD_QUESTIONS = {
  upload: 'upload',
  isKnown: 'is-upload-known',
  stop: 'stop-uploads',
} as const;

/** The document can read neither settings nor tokens: they come with the question, and stay in its memory. */
export const UploadQuestion = v.object({
  id: v.string(),
  server: v.string(),
  token: v.string(),
  name: v.string(),
  subOrigin: v.string(),
  filePassword: v.optional(v.string()),
});

export const KnownQuestion = v.object({ subOrigin: v.string() });

const Refusal = v.object({
  problem: v.picklist(PROBLEMS),
  status: v.number(),
  retryAfterMs: v.optional(v.number()),
  detail: v.optional(v.string()),
  size: v.optional(v.number()),
  limit: v.optional(v.number()),
});

/** `broken` is a defect of ours, which decides nothing about the scan. */
export const UploadOutcome = v.variant('kind', [
  v.object({ kind: v.literal('accepted'), scanId: v.number() }),
  v.object({ kind: v.literal('refused'), refusal: Refusal }),
  v.object({ kind: v.literal('broken'), message: v.string() }),
]);

export type UploadOutcome = v.InferOutput<typeof UploadOutcome>;

/** An error as it can cross to another context. Its cause stays behind. */
export function toFailedUpload(error: unknown): UploadOutcome {
  if (!(error instanceof ApiError)) return { kind: 'broken', message: String(error) };
  const { problem, status, retryAfterMs, detail, size, limit } = error;
  return { kind: 'refused', refusal: { problem, status, retryAfterMs, detail, size, limit } };
}
