import { ApiError } from '../core/errors.ts';

/**
 * Reads a body as text, up to a limit, so that an endless one can't fill the memory.
 * @param limit bytes
 * @throws ApiError `answer-too-long` past the limit; whatever the stream throws when it breaks off
 */
export async function readBody(response: Response, limit: number): Promise<string> {
  if (response.body === null) return '';
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > limit) {
      await reader.cancel();
      throw new ApiError('answer-too-long', { status: response.status });
    }
    text += decoder.decode(value, { stream: true });
  }
}
