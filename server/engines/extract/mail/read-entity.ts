/** One header field: its name in lower case, its value unfolded, one character for each byte. */
export type HeaderField = { name: string; value: string };

/** A message, or a part of one (RFC 5322, 2.1; RFC 2045, 2.4). */
export type MailEntity = { fields: readonly HeaderField[]; body: Buffer };

/** Headers are read up to here; what follows without an empty line before it counts as the body. */
const MAX_HEADER_BYTES = 256 * 1024;

const FIELD = /^([!-9;-~]+)[ \t]*:[ \t]*(.*)$/s;

/** Splits headers from body. Lines may end in any way; bytes that do not begin with a header field are all body. */
export function readEntity(bytes: Buffer): MailEntity {
  const head = bytes.toString('latin1', 0, Math.min(bytes.length, MAX_HEADER_BYTES));
  const leading = /^(\r\n|\n|\r)/.exec(head)?.[0];
  if (leading !== undefined) return { fields: [], body: bytes.subarray(leading.length) };
  if (!/^[!-9;-~]+[ \t]*:/.test(head)) return { fields: [], body: bytes };
  const end = /\r\n\r\n|\n\r?\n|\r\r/.exec(head);
  const headers = end === null ? head : head.slice(0, end.index);
  const body = bytes.subarray(end === null ? head.length : end.index + end[0].length);
  return { fields: toFields(headers), body };
}

/** What stands before a mail and is none of it: white space, and the mark of UTF-8. */
export function withoutLead(bytes: Buffer): Buffer {
  return bytes.subarray(/^(\xef\xbb\xbf)?\s*/.exec(bytes.toString('latin1', 0, 100))?.[0].length ?? 0);
}

/** Every value of a header, in their order: a mail that has one twice is read in two ways by two programs. */
export function listHeader({ fields }: MailEntity, name: string): string[] {
  return fields.filter((field) => field.name === name).map(({ value }) => value);
}

function toFields(headers: string): HeaderField[] {
  const lines = headers.replace(/(\r\n|\n|\r)[ \t]+/g, ' ').split(/\r\n|\n|\r/);
  return lines.flatMap((line) => {
    const [, name, value] = FIELD.exec(line) ?? [];
    return name === undefined || value === undefined ? [] : [{ name: name.toLowerCase(), value }];
  });
}
