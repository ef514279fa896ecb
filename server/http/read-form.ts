import type { Multipart, MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { RequestError, ServiceError, TooLargeError } from '../errors.ts';
import type { SampleStore, StoredSample } from '../storage/sample-store.ts';
import { cutFileName } from './cut-file-name.ts';
import { findDepthFault } from './find-depth-fault.ts';

/** A form as it was sent: its fields unchecked, its file already stored. A field sent twice is a list. */
export type Form = {
  fields: { [name: string]: unknown };
  file: { sample: StoredSample; name: string | null } | null;
  /** Bytes of the fields so far. */
  fieldBytes: number;
};

/** Bytes that the boundaries and the other fields may take on top of the file. */
const MULTIPART_OVERHEAD = 1_000_000;

/** Bytes of one field, and of all of them with their names: all are in memory at once. */
const MAX_FIELD = 110_000;
const MAX_ALL_FIELDS = 1_000_000;

const NAMELESS = 'A part of the form has no name. Send the file as a part with name="data".';

const FIELDS_TOO_LARGE = `The fields are too large: at most ${MAX_ALL_FIELDS} bytes together, beside the file.`;

/** The parser searches for the boundary, and says so of one that is too long for it. */
const NEEDLE = /^The needle cannot have a length/;

/**
 * Reads a form of either encoding; the file `data` is streamed to the sample store.
 * On any failure, of `use` and of an aborted upload too, nothing stays in the store.
 * @param samples null where the form takes no file.
 * @param maxBytes largest file; where the form takes none, what its fields may come to on top of the usual.
 * @param use checks and keeps what was read.
 * @throws what `use` throws, RequestError, TooLargeError, or the multipart parser's own refusals.
 */
export async function readForm<T>(
  request: FastifyRequest,
  samples: SampleStore | null,
  maxBytes: number,
  use: (form: Form) => T | Promise<T>,
): Promise<T> {
  const form: Form = { fields: {}, file: null, fieldBytes: 0 };
  try {
    if (request.isMultipart()) await readParts(request, samples, maxBytes, form);
    else form.fields = toFields(request.body);
    return await use(form);
  } catch (error) {
    drain(request);
    if (form.file !== null) await samples?.remove(form.file.sample.id);
    throw isMalformed(error) ? new RequestError(400, { detail: toWords(error) }) : error;
  }
}

async function readParts(
  request: FastifyRequest,
  samples: SampleStore | null,
  maxBytes: number,
  into: Form,
): Promise<void> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes + MULTIPART_OVERHEAD) {
    if (samples !== null) throw new TooLargeError(maxBytes);
    const detail = `The form is larger than ${maxBytes + MULTIPART_OVERHEAD} bytes. It takes a few short fields and no file.`;
    throw new RequestError(413, { detail });
  }
  // The store counts bytes itself and stops a file at once; the parser would only cut it silently.
  const limits = { fileSize: Number.POSITIVE_INFINITY, fieldSize: MAX_FIELD, fields: 100, files: 10 };
  const stopCounting = limitRawBytes(request, maxBytes + MULTIPART_OVERHEAD);
  try {
    for await (const part of request.parts({ limits })) await readPart(part, samples, into);
  } finally {
    stopCounting();
  }
}

async function readPart(part: Multipart, samples: SampleStore | null, into: Form): Promise<void> {
  if (typeof part.fieldname !== 'string' || part.fieldname === '')
    throw new RequestError(400, { detail: NAMELESS });
  if (part.type === 'file') into.file = await readFile(part, into, samples);
  else if (part.valueTruncated)
    throw new RequestError(400, { [part.fieldname]: ['This value is too long.'] });
  else addField(into, part.fieldname, part.value);
}

/**
 * Cuts the connection where more comes than any form may have, in whatever place: the parser passes over what stands
 * before, between and behind the parts without a word. To be called in one turn with the start of the reading.
 */
function limitRawBytes({ raw }: FastifyRequest, most: number): () => void {
  let bytes = 0;
  const count = (chunk: Buffer): void => {
    bytes += chunk.length;
    if (bytes > most) raw.destroy();
  };
  raw.on('data', count);
  return () => void raw.off('data', count);
}

async function readFile(
  part: MultipartFile,
  { file }: Form,
  samples: SampleStore | null,
): Promise<Form['file']> {
  if (samples === null) {
    throw new RequestError(400, { [part.fieldname]: ['Unexpected file. Files go to /api/v1/files/.'] });
  }
  if (part.fieldname !== 'data') {
    throw new RequestError(400, { [part.fieldname]: ['Unexpected file. The file to scan is sent as data.'] });
  }
  if (file !== null) throw new RequestError(400, { data: ['Send exactly one file.'] });
  // A part that is a file by its content type alone has none, whatever its type says.
  const name = part.filename ? cutFileName(part.filename) : null;
  return { sample: await samples.write(part.file), name };
}

/** A field that comes twice becomes a list, which the schema refuses by name. */
function addField(form: Form, name: string, value: unknown): void {
  const { fields } = form;
  const fault = findDepthFault(value);
  if (fault !== null) throw new RequestError(400, { [name]: [fault] });
  // A part declared as JSON comes parsed; the schema wants the text that was sent.
  const next = typeof value === 'string' ? value : JSON.stringify(value);
  form.fieldBytes += Buffer.byteLength(name) + Buffer.byteLength(next);
  if (form.fieldBytes > MAX_ALL_FIELDS) throw new RequestError(413, { detail: FIELDS_TOO_LARGE });
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
  return NEEDLE.test(error.message) || /multipart|boundary|part terminated|part header/i.test(error.message);
}

function toWords({ message }: Error): string {
  if (NEEDLE.test(message)) return 'The boundary of the multipart body is too long: at most 70 characters.';
  return `Malformed multipart body: ${message}.`;
}
