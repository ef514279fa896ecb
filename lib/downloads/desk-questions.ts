import * as v from 'valibot';
import type { CopyAnswer, CopyRequest, FileCopyRequest } from './byte-desk.ts';

// What the background asks of the desk in the offscreen document, and what it is answered. Both ends parse: between
// them lies the browser's message channel, which anything of the extension can write to.

const Id = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const Bytes = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** Names of the questions. */
export const DESK_QUESTIONS = {
  copyLink: 'copy-link',
  copyFile: 'copy-file',
  openDelivery: 'open-delivery',
  closeDelivery: 'close-delivery',
} as const;

export const CopyQuestion = v.object({
  id: Id,
  address: v.string(),
  maxBytes: Bytes,
  expected: v.object({ size: v.optional(Bytes), type: v.optional(v.string()) }),
}) satisfies v.GenericSchema<unknown, CopyRequest>;

export const FileQuestion = v.object({
  id: Id,
  path: v.pipe(v.string(), v.maxLength(100_000)),
  maxBytes: Bytes,
}) satisfies v.GenericSchema<unknown, FileCopyRequest>;

export const DeliveryQuestion = v.object({ id: Id });

const REFUSALS = [
  'no-access',
  'bad-status',
  'different',
  'too-large',
  'interrupted',
  'storage-full',
] as const;

export const CopyOutcome = v.variant('kind', [
  v.object({
    kind: v.literal('copied'),
    copy: v.object({ size: Bytes, sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)) }),
  }),
  v.object({ kind: v.literal('refused'), because: v.picklist(REFUSALS) }),
]) satisfies v.GenericSchema<unknown, CopyAnswer>;

/** `null` where nothing is staged: messages have no `undefined`. */
export const DeliveryAnswer = v.nullable(v.pipe(v.string(), v.startsWith('blob:')));
