import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { RequestError, ServiceError, TooLargeError } from '../errors.ts';
import type { SampleStore, StoredSample } from '../storage/sample-store.ts';
import { parseSubmission, type Submission } from './submission-schema.ts';

/** What a request submits: the checked fields, and the sample where it carried one. */
export type ReadSubmission = { submission: Submission; sample: StoredSample | null; fileName: string | null };

type Parts = {
  fields: { [name: string]: unknown };
  file: { sample: StoredSample; name: string | null } | null;
};

/** Bytes that the boundaries and the other fields may take on top of the file. */
const MULTIPART_OVERHEAD = 1_000_000;

/**
 * Reads a submission of either encoding; a file is streamed to the sample store.
 * On any failure, an aborted upload too, nothing stays in the store.
 * @throws RequestError, TooLargeError, or the multipart parser's own refusals.
 */
export async function readSubmission(
  request: FastifyRequest,
  samples: SampleStore,
  maxBytes: number,
): Promise<ReadSubmission> {
  const parts: Parts = { fields: {}, file: null };
  try {
    if (request.isMultipart()) await readParts(request, samples, maxBytes, parts);
    else parts.fields = toFields(request.body);
    const submission = parseSubmission(parts.fields, parts.file !== null);
    return { submission, sample: parts.file?.sample ?? null, fileName: parts.file?.name ?? null };
  } catch (error) {
    drain(request);
    if (parts.file !== null) await samples.remove(parts.file.sample.id);
    throw isMalformed(error)
      ? new RequestError(400, { detail: `Malformed multipart body: ${error.message}.` })
      : error;
  }
}

async function readParts(
  request: FastifyRequest,
  samples: SampleStore,
  maxBytes: number,
  into: Parts,
): Promise<void> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes + MULTIPART_OVERHEAD)
    throw new TooLargeError(maxBytes);
  // The store counts bytes itself and stops a file at once; the parser would only cut it silently.
  const limits = { fileSize: Number.POSITIVE_INFINITY, fieldSize: 200_000, fields: 100, files: 10 };
  for await (const part of request.parts({ limits })) {
    if (part.type === 'file') into.file = await readFile(part, into, samples);
    else if (part.valueTruncated)
      throw new RequestError(400, { [part.fieldname]: ['This value is too long.'] });
    else addField(into.fields, part.fieldname, part.value);
  }
}

async function readFile(part: MultipartFile, { file }: Parts, samples: SampleStore): Promise<Parts['file']> {
  if (part.fieldname !== 'data') {
    throw new RequestError(400, { [part.fieldname]: ['Unexpected file. The file to scan is sent as data.'] });
  }
  if (file !== null) throw new RequestError(400, { data: ['Send exactly one file.'] });
  const name = part.filename === '' ? null : part.filename;
  return { sample: await samples.write(part.file), name };
}

/** A field that comes twice becomes a list, which the schema refuses by name. */
function addField(fields: Parts['fields'], name: string, value: unknown): void {
  // A part declared as JSON comes parsed; the schema wants the text that was sent.
  const next = typeof value === 'string' ? value : JSON.stringify(value);
  fields[name] = name in fields ? [fields[name], next] : next;
}

function toFields(body: unknown): { [name: string]: unknown } {
  return typeof body === 'object' && body !== null ? { ...body } : {};
}

/** Lets the rest of a refused upload run to nowhere: a client that is still sending would never see the answer. */
function drain(request: FastifyRequest): void {
  request.raw.unpipe();
  request.raw.resume();
}

/** The multipart parser's plain errors carry no status; faults of the disk, which do not either, name their call. */
function isMalformed(error: unknown): error is Error {
  if (!(error instanceof Error) || error instanceof ServiceError) return false;
  if ('statusCode' in error || 'syscall' in error) return false;
  return /multipart|boundary|part terminated|part header/i.test(error.message);
}
