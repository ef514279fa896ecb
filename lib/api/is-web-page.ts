/** Tells whether an answer is a web page: it says so, or it looks like one. */
export function isWebPage(response: Response, text: string): boolean {
  const type = response.headers.get('content-type') ?? '';
  return /^\s*(text\/html|application\/xhtml)/i.test(type) || /^\s*<(!doctype html|html)/i.test(text);
}
