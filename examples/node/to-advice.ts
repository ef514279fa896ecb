import type { Problem } from '../../lib/core/problem.ts';

/** What to do about a problem, for people at a command line. docs/files-api-client.md says when each comes up. */
export function toAdvice(problem: Problem): string {
  return ADVICE[problem];
}

const ADVICE: Readonly<Record<Problem, string>> = {
  'not-connected': 'No server is known. Give --url and --token.',
  'no-consent': 'Nobody has agreed that anything is sent.',
  'ask-first': 'Somebody is to say whether this document may be sent.',
  unreachable: 'The server could not be reached. Check the network and --url, then try again.',
  'connection-refused': 'Nothing listens at that address. Start the server, or check the port in --url.',
  'connection-lost': 'The connection broke. Look on the server whether it has the scan before you try again.',
  'dns-failed': 'The name of the server is not known. Check --url and the network.',
  'tls-failed': 'The certificate is not valid, or the server speaks no https. Check --url.',
  'timed-out': 'The server took too long. Look there whether it has the scan before you try again.',
  refused: 'The server refused the request. Correct what it names.',
  unauthorized: 'The server does not accept the token. Check --token.',
  forbidden: 'The token may not do this. Use one that may scan files.',
  'wrong-address': 'No scanner answers at that address. Check --url.',
  'not-supported': 'This server does not offer it. Check --url, and which version the server is.',
  conflict: 'The server has this submission already. Look there for its scan.',
  'too-large': 'The sample is larger than the server takes. Send less.',
  'rate-limited': 'The server has had too many requests. Wait a while, then try again.',
  'server-error': 'The server has failed. Look there whether it has the scan before you try again.',
  redirected: 'The server sends us to another address. Use that one as --url if you trust it.',
  'web-page': 'A web page answered. Sign in to the network, or check --url.',
  'not-json': 'The answer is none of a scanner. Check --url.',
  'empty-answer': 'The answer is empty. Check --url.',
  'cut-answer': 'The answer broke off. Look on the server whether it has the scan before you try again.',
  'answer-too-long': 'The answer is too long. Check --url.',
  'unexpected-answer': 'The answer is not what was expected. Check --url, and which version the server is.',
  'bytes-missing': 'The file can not be read. It may be gone, have changed, or be a folder.',
  'no-bytes': 'Scan the file itself.',
  'unknown-scan': 'The server does not know the scan. Submit it again.',
  'no-verdict': 'No verdict came in time. Give a longer --deadline.',
};
