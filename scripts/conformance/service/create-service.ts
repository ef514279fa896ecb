import { type HttpAnswer, type HttpRequest, sendRequest } from '../../http/send-request.ts';
import { type FilePart, toMultipart } from '../../http/to-multipart.ts';

export type Fields = Readonly<Record<string, string>>;

/** What one request adds to the token; `authorization: null` sends none. */
export type RequestChoices = {
  authorization?: string | null;
  headers?: Fields;
  body?: HttpRequest['body'];
  timeoutMs?: number;
};

/** Every answer of the run, for the requirements that look at all of them. */
export type LoggedAnswer = HttpAnswer & { what: string };

export type Service = ReturnType<typeof createService>;

/** Requests to the server under test, with the token and nothing else of our own. */
export function createService({ url, token, timeoutMs }: { url: string; token: string; timeoutMs: number }) {
  const answers: LoggedAnswer[] = [];

  /** @param path from the root of the server, with its query */
  async function send(
    method: 'GET' | 'POST',
    path: string,
    choices: RequestChoices = {},
  ): Promise<HttpAnswer> {
    const authorization = choices.authorization === undefined ? `Token ${token}` : choices.authorization;
    const headers = { ...(authorization === null ? {} : { authorization }), ...choices.headers };
    const request: HttpRequest = {
      method,
      url: `${url}${path}`,
      headers,
      timeoutMs: choices.timeoutMs ?? timeoutMs,
    };
    if (choices.body !== undefined) request.body = choices.body;
    const answer = await sendRequest(request);
    answers.push({ ...answer, what: `${method} ${path}` });
    return answer;
  }

  const get = (path: string): Promise<HttpAnswer> => send('GET', path);

  /** A form without a file, `application/x-www-form-urlencoded`. */
  function postForm(path: string, fields: Fields): Promise<HttpAnswer> {
    return post(
      path,
      'application/x-www-form-urlencoded',
      Buffer.from(new URLSearchParams(fields).toString()),
    );
  }

  /** `multipart/form-data`, with the file as `data`. */
  function postMultipart(path: string, fields: Fields, file: FilePart | null): Promise<HttpAnswer> {
    const { contentType, bytes } = toMultipart(fields, file);
    return post(path, contentType, bytes);
  }

  function post(path: string, contentType: string, body: Buffer): Promise<HttpAnswer> {
    const headers = { 'content-type': contentType, 'content-length': String(body.length) };
    return send('POST', path, { headers, body });
  }

  return { answers, send, get, post, postForm, postMultipart };
}
