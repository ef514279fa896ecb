import { FetchError } from '../errors.ts';

const MAX_ERROR_BYTES = 65_536;

/** Codes with a status of 4xx that pass by themselves (https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html). */
const TRANSIENT_CODES: readonly string[] = ['RequestTimeout', 'OperationAborted', 'SlowDown', 'Throttling'];

/** Reads a bucket's refusal. Only its one-word code is kept: the rest may quote the access key and the address. */
export async function toS3Error(response: Response): Promise<FetchError> {
  const { status } = response;
  const word = await readCode(response);
  const told = word === null ? `status ${status}` : `status ${status} (${word})`;
  const transient =
    status >= 500 || status === 429 || status === 408 || (word !== null && TRANSIENT_CODES.includes(word));
  const fault = (code: string, message: string): FetchError =>
    new FetchError(code, message, { transient, status });
  if (word === 'NoSuchBucket') return fault('storage_unavailable', 'The storage’s bucket does not exist.');
  if (status === 404) return fault('not_found', 'There is no such file in the storage.');
  if (status === 401 || status === 403)
    return fault('access_denied', `The storage refuses access with ${told}. Check its keys and its policy.`);
  if (status >= 300 && status < 400)
    return fault(
      'wrong_endpoint',
      `The storage points elsewhere with ${told}. Check its endpoint and region.`,
    );
  return fault('http_status', `The storage answered with ${told}.`);
}

async function readCode(response: Response): Promise<string | null> {
  let text = '';
  const decoder = new TextDecoder();
  // `for await` cancels the body when it is left early.
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > MAX_ERROR_BYTES) break;
  }
  return /<Code>(\w{1,60})<\/Code>/.exec(text)?.[1] ?? null;
}
