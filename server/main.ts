import { parseCliOptions, USAGE } from './cli-options.ts';
import { createServer, type ServerOptions } from './create-server.ts';
import { ServiceError, UsageError } from './errors.ts';

async function main(): Promise<void> {
  const options = parseCliOptions(process.argv.slice(2), process.env);
  if (options === 'help') process.stdout.write(`${USAGE}\n`);
  else await serve(options);
}

async function serve(options: ServerOptions): Promise<void> {
  const server = await createServer(options).start();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void server.close().then(() => process.exit(0), fail));
  }
  process.stdout.write(`${JSON.stringify({ url: server.url, token: options.token })}\n`);
}

function fail(error: unknown): never {
  process.stderr.write(`${toWords(error)}\n`);
  process.exit(error instanceof UsageError ? 2 : 1);
}

function toWords(error: unknown): string {
  if (error instanceof UsageError) return `${error.message}\n\n${USAGE}`;
  if (error instanceof ServiceError) return error.message;
  if (error instanceof Error && 'code' in error) {
    if (error.code === 'EADDRINUSE') return 'The port is already in use. Choose another one with --port.';
    if (error.code === 'EACCES') return `Not allowed: ${error.message}`;
    return error.message;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

main().catch(fail);
