import { randomUUID } from 'node:crypto';

export type FilePart = { name: string; bytes: Uint8Array };

export type MultipartBody = { contentType: string; bytes: Buffer };

/** `multipart/form-data` with the text fields first and then the file as `data`, as Python's requests sends it. */
export function toMultipart(fields: Readonly<Record<string, string>>, file: FilePart | null): MultipartBody {
  const boundary = toBoundary();
  const parts = [toTextParts(boundary, fields)];
  if (file !== null)
    parts.push(toFileHead(boundary, file.name), Buffer.from(file.bytes), Buffer.from('\r\n'));
  parts.push(toEnd(boundary));
  return { contentType: toContentType(boundary), bytes: Buffer.concat(parts) };
}

/** Begin and end of a body whose file is streamed in between. */
export function toMultipartFrame(fileName: string): { contentType: string; head: Buffer; tail: Buffer } {
  const boundary = toBoundary();
  const tail = Buffer.concat([Buffer.from('\r\n'), toEnd(boundary)]);
  return { contentType: toContentType(boundary), head: toFileHead(boundary, fileName), tail };
}

const toBoundary = (): string => `boundary-${randomUUID()}`;
const toContentType = (boundary: string): string => `multipart/form-data; boundary=${boundary}`;
const toEnd = (boundary: string): Buffer => Buffer.from(`--${boundary}--\r\n`);

function toTextParts(boundary: string, fields: Readonly<Record<string, string>>): Buffer {
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return Buffer.from(parts.join(''));
}

function toFileHead(boundary: string, name: string): Buffer {
  return Buffer.from(
    `--${boundary}\r\nContent-Disposition: form-data; name="data"; filename="${name}"\r\n` +
      'Content-Type: application/octet-stream\r\n\r\n',
  );
}
