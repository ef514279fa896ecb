import { HOSTILE_NAMES } from '../../tests/factories/hostile-names.ts';
import { sendRequest } from '../http/send-request.ts';
import { toMultipart } from '../http/to-multipart.ts';
import type { StartedScanner } from '../scanner/start-scanner.ts';
import type { Attack } from './attack.ts';
import { sendText, toRawHead } from './raw-connection.ts';
import { submitFile } from './submit-file.ts';

const FORM = 'Content-Type: multipart/form-data; boundary=b';
const EVIL = 'x\r\nX-Evil: 1';
const MB = 1_000_000;

const FILE = { name: 'a.txt', bytes: Buffer.from('harmless') };

export const REQUEST_ATTACKS: readonly Attack[] = [
  {
    name: 'headers slipped into names, fields and addresses',
    run: async (scanner) =>
      toWords([
        await sendText(scanner, toRawHead(scanner, 0, [`X-Request-Id: ${EVIL.replace('\r\n', '\r')}`])),
        await sendText(scanner, toRawHead(scanner, 0, [`X-Request-Id: a\0b`])),
        await sendText(
          scanner,
          `GET /health${encodeURI(EVIL)} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
        ),
        await sendText(scanner, ...toForm(scanner, `name="data"; filename="${EVIL}"`, 'harmless')),
        await sendText(scanner, ...toForm(scanner, `name="${EVIL}"`, 'harmless')),
        await postFields(scanner, { callback_url: `${scanner.url}/\r\nX-Evil: 1` }),
        await postFields(scanner, {
          callback_url: scanner.url,
          callback_headers: JSON.stringify({ a: EVIL }),
        }),
        await postFields(scanner, {
          callback_url: scanner.url,
          callback_headers: JSON.stringify({ [EVIL]: 'a' }),
        }),
        await postFields(scanner, { download_link: `${scanner.url}/ HTTP/1.1\r\nX-Evil: 1` }),
      ]),
  },
  {
    name: 'two lengths, and a length beside chunks',
    run: async (scanner) =>
      toWords([
        await sendText(scanner, toRawHead(scanner, 4, ['Content-Length: 400']), 'GET '),
        await sendText(scanner, toRawHead(scanner, 4, ['Transfer-Encoding: chunked']), '0\r\n\r\nGET / '),
        await sendText(
          scanner,
          toRawHead(scanner, null, ['Transfer-Encoding: chunked']),
          'ffffffffffffffff\r\n',
        ),
        await sendText(scanner, toRawHead(scanner, -1)),
      ]),
  },
  {
    name: 'fields, headers and addresses that are too large',
    run: async (scanner) =>
      toWords([
        await postFields(scanner, { name: 'x'.repeat(10 * MB) }),
        await postFields(scanner, { ['x'.repeat(MB)]: 'x' }),
        await postFields(
          scanner,
          Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`f${at}`, 'x'])),
        ),
        await sendText(scanner, toRawHead(scanner, 0, [`X-Large: ${'x'.repeat(MB)}`])),
        await sendText(scanner, `GET /${'x'.repeat(MB)} HTTP/1.1\r\nHost: x\r\n\r\n`),
        await sendText(scanner, toRawHead(scanner, 600 * MB, [FORM])),
        await sendText(
          scanner,
          toRawHead(scanner, MB, [`${FORM}${'b'.repeat(5_000)}`]),
          Buffer.alloc(MB, '-'),
        ),
      ]),
  },
  {
    name: 'JSON a million levels deep',
    run: async (scanner) => {
      const deep = `${'['.repeat(MB)}${']'.repeat(MB)}`;
      const objects = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`;
      return toWords([
        await sendText(scanner, toRawHead(scanner, deep.length, ['Content-Type: application/json']), deep),
        await postFields(scanner, { callback_url: scanner.url, callback_params: objects }),
        await postFields(scanner, { callback_url: scanner.url, callback_headers: objects }),
        await sendText(
          scanner,
          ...toForm(scanner, 'name="callback_params"\r\nContent-Type: application/json', objects),
        ),
      ]);
    },
  },
  {
    name: 'names that are read as others, or are none',
    run: async (scanner) => {
      const names = [
        ...HOSTILE_NAMES.map(([, name]) => name),
        '../../etc/passwd',
        '/',
        '',
        'x'.repeat(100_000),
      ];
      const ends = [];
      for (const name of names)
        ends.push(
          await submitFile(scanner, Buffer.from('harmless'), name).then(
            (scan) => scan.verbose_verdict ?? 'no verdict',
            (error: unknown) =>
              error instanceof Error ? error.message.replace('answered ', '') : String(error),
          ),
        );
      return toWords(ends);
    },
  },
];

async function postFields(scanner: StartedScanner, fields: Record<string, string>): Promise<string> {
  const { contentType, bytes } = toMultipart(fields, FILE);
  const headers = { authorization: `Token ${scanner.token}`, 'content-type': contentType };
  const url = `${scanner.url}/api/v1/files/`;
  const { status } = await sendRequest({ method: 'POST', url, headers, body: bytes, timeoutMs: 60_000 });
  return String(status);
}

function toForm(scanner: StartedScanner, disposition: string, value: string): string[] {
  const body = `--b\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n${value}\r\n--b--\r\n`;
  return [toRawHead(scanner, Buffer.byteLength(body), [FORM]), body];
}

/** How often each answer came. @throws Error where one says that the scanner failed */
function toWords(answers: readonly string[]): string {
  const failed = answers.find((answer) => answer.startsWith('5'));
  if (failed !== undefined) throw new Error(`answered ${failed}`);
  const counts = Map.groupBy(answers, (answer) => answer);
  return [...counts].map(([answer, { length }]) => `${length} × ${answer}`).join(', ');
}
