import { createHash } from 'node:crypto';
import type { Kind } from './cell.ts';

/** A file of the site: what a download of it is to bring. */
export type SiteFile = {
  /** Stands in its address and in its name, so that whoever handles the file can be asked for it: `cell-0017`. */
  token: string;
  kind: Kind;
  /** As the site gives it. */
  name: string;
  /** As the browser writes it. */
  ownName: string;
  bytes: Buffer;
  sha256: string;
  /** How long the site takes to send it, in ms. */
  transferMs: number;
  /** What its link leads to. */
  address: string;
};

/** Who asked the site for a file. */
export const ASKERS = ['browser', 'extension', 'scanner'] as const;

export type Asker = (typeof ASKERS)[number];

/** One answer of the site. */
export type Transfer = {
  by: Asker;
  method: string;
  status: number;
  /** It brought the file, rather than a refusal, a login page or the way to the next hop. */
  isFile: boolean;
  /** Of the body, as far as it was sent. */
  bytes: number;
  at: number;
};

const TOKEN = /cell-\d{4}/;
/** What Chromium replaces in names: base/i18n/file_util_icu.cc. */
const REPLACED = /[\p{Cc}\p{Cf}"*/:<>?\\|]/gu;

export function toToken(index: number): string {
  return `cell-${String(index).padStart(4, '0')}`;
}

/** The token in an address, a name or a form. */
export function findToken(text: string): string | undefined {
  return TOKEN.exec(text)?.[0];
}

/** @param ending with its dot */
export function toSiteName(kind: Kind, token: string, ending: string): string {
  if (kind !== 'odd-name') return `${kind}-${token}${ending}`;
  return `Öl  "quoted" it's \u202Egpj\u200F ש 😀👩\u200D👧 100% & ${token}${ending}`;
}

export function toOwnName(name: string): string {
  return name.replace(REPLACED, '_');
}

export function toSha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
