import type { WebRequest } from 'webextension-polyfill';
import { readDisposition } from '../core/content-disposition.ts';
import { toTarget } from '../core/target.ts';

type Headers = WebRequest.HttpHeaders | undefined;

/** What the headers of an answer say of a file. */
export type FileFacts = {
  isAttachment: boolean;
  /** From the header, else from the address. */
  name: string;
  /** `Content-Type` as it was sent, '' where it was not. */
  type: string;
  /** Bytes; undefined where the header is missing, or counts packed bytes. */
  size: number | undefined;
};

/** Reads the headers of an answer from an address. */
export function readFileFacts(headers: Headers, address: string): FileFacts {
  const { isAttachment, name } = readDisposition(findHeader(headers, 'content-disposition'));
  return {
    isAttachment,
    name: name || toTarget(address).name,
    type: findHeader(headers, 'content-type'),
    size: sizeOf(headers),
  };
}

function sizeOf(headers: Headers): number | undefined {
  const encoding = findHeader(headers, 'content-encoding').trim().toLowerCase();
  const length = findHeader(headers, 'content-length').trim();
  const isPlain = encoding === '' || encoding === 'identity';
  if (!isPlain || !/^\d{1,15}$/.test(length)) return undefined;
  return Number(length);
}

/** The first of that name; '' where there is none. */
function findHeader(headers: Headers, name: string): string {
  return headers?.find((header) => header.name.toLowerCase() === name)?.value ?? '';
}
