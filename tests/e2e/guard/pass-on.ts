import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import * as v from 'valibot';

/** The fields of a form stand before the bytes, and within this many. */
const HEAD_BYTES = 65_536;

const JsonObject = v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.unknown()));

export type PassedAnswer = {
  status: number;
  /** Undefined where the answer is none. */
  json: Record<string, unknown> | undefined;
  passTo: (outgoing: ServerResponse) => void;
};

/** Reads the beginning of a body until it holds what is looked for. The rest can still be piped. */
export async function readHead(
  incoming: IncomingMessage,
  isEnough: (text: string) => boolean,
): Promise<Buffer> {
  let head = Buffer.alloc(0);
  for await (const chunk of incoming.iterator({ destroyOnReturn: false })) {
    head = Buffer.concat([head, chunk]);
    if (head.length > HEAD_BYTES || isEnough(head.toString('latin1'))) break;
  }
  return head;
}

/** Sends a request on, from its `head` that was read already, and reads the answer as a whole. */
export async function sendOnwards(
  target: string,
  incoming: IncomingMessage,
  head: Buffer,
): Promise<PassedAnswer> {
  const { method, headers, url = '' } = incoming;
  const onwards = request(new URL(url, target), {
    method,
    headers: { ...headers, host: new URL(target).host },
  });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    onwards.once('response', resolve);
    onwards.once('error', reject);
  });
  onwards.write(head);
  // Where it was refused early, the rest is not read any more: what counts is the answer.
  const sent = incoming.readableEnded ? onwards.end() : pipeline(incoming, onwards);
  if (sent instanceof Promise) sent.catch(() => {});
  const response = await answered;
  const body = await buffer(response);
  const parsed = v.safeParse(JsonObject, body.toString());
  const status = response.statusCode ?? 502;
  return {
    status,
    json: parsed.success ? parsed.output : undefined,
    passTo: (outgoing) => void outgoing.writeHead(status, withoutFraming(response.headers)).end(body),
  };
}

export function answerFor(outgoing: ServerResponse, status: number, body: object): void {
  outgoing.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function withoutFraming({ ...headers }: IncomingMessage['headers']): IncomingMessage['headers'] {
  delete headers['transfer-encoding'];
  delete headers['content-length'];
  delete headers.connection;
  return headers;
}
