/** One part of a mail: its header lines, and its body as it stands in the mail. */
export type MailPart = { headers: readonly string[]; body: string | Buffer };

const TOP = ['From: Ann <ann@example.org>', 'To: bob@example.org', 'Subject: Invoice', 'MIME-Version: 1.0'];

/** A mail with these headers beside the usual ones. */
export function makeMail({ headers, body }: MailPart): Buffer {
  return toEntity({ headers: [...TOP, ...headers], body });
}

/** A mail of several parts. */
export function makeMultipart(parts: readonly MailPart[]): Buffer {
  return makeMail(toMultipart(parts, 'frontier'));
}

export function toMultipart(parts: readonly MailPart[], boundary: string, type = 'mixed'): MailPart {
  const pieces = parts.flatMap((part) => [`--${boundary}\r\n`, toEntity(part), '\r\n']);
  return {
    headers: [`Content-Type: multipart/${type}; boundary="${boundary}"`],
    body: Buffer.concat([...pieces, `--${boundary}--\r\n`].map((piece) => Buffer.from(piece))),
  };
}

/** An attachment in base64, as mail programs write it. */
export function toAttachment(bytes: Uint8Array, name: string): MailPart {
  return {
    headers: [
      `Content-Type: application/octet-stream; name="${name}"`,
      'Content-Transfer-Encoding: base64',
      `Content-Disposition: attachment; filename="${name}"`,
    ],
    body: toBase64Lines(bytes),
  };
}

export function toBase64Lines(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replace(/.{76}/g, '$&\r\n');
}

export function toEntity({ headers, body }: MailPart): Buffer {
  const head = headers.map((line) => `${line}\r\n`).join('');
  return Buffer.concat([Buffer.from(`${head}\r\n`), Buffer.from(body)]);
}
