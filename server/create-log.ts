import { type Logger, pino } from 'pino';

/**
 * The log: lines of JSON on standard error, since standard output is for the one line that tells address and token. Of a
 * request it has method, path and caller; its query and headers may hold secrets.
 * @param level the least that is logged
 */
export function createLog(level: string): Logger {
  const serializers = {
    req: (request: { method?: string; url?: string; ip?: string }) => ({
      method: request.method,
      path: request.url?.split('?')[0],
      remoteAddress: request.ip,
    }),
  };
  // The multipart parser tells all headers at its most talkative, and the token is one of them.
  const redact = { paths: ['busboyOptions.headers'], remove: true };
  return pino({ level, serializers, redact }, pino.destination({ dest: 2, sync: true }));
}
