import { readEntity, withoutLead } from './read-entity.ts';

/** Header fields that every mail has some of (RFC 5322, 3.6; RFC 2045, 3), and that few other texts begin with. */
const KNOWN: ReadonlySet<string> = new Set([
  ...[
    'return-path',
    'received',
    'delivered-to',
    'message-id',
    'in-reply-to',
    'references',
    'reply-to',
    'sender',
  ],
  ...['date', 'from', 'to', 'cc', 'subject', 'mime-version', 'content-type', 'content-transfer-encoding'],
  ...[
    'content-disposition',
    'dkim-signature',
    'authentication-results',
    'x-mailer',
    'x-originating-ip',
    'newsgroups',
  ],
]);

const HEAD_BYTES = 65_536;

/** Whether bytes begin as a mail does, or a page saved as MHTML: with two known header fields or more. */
export function isMail(bytes: Buffer): boolean {
  const { fields } = readEntity(withoutLead(bytes).subarray(0, HEAD_BYTES));
  const names = new Set(fields.map(({ name }) => name).filter((name) => KNOWN.has(name)));
  return names.size >= 2;
}

/** Whether bytes begin as a file of many mails does (RFC 4155): with a line `From`, and a mail behind it. */
export function isMbox(bytes: Buffer): boolean {
  const line = /^(?:From |>From )[^\n]{0,500}\n/.exec(bytes.toString('latin1', 0, 600))?.[0];
  return line !== undefined && isMail(bytes.subarray(line.length));
}
