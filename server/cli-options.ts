import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import type { ServerOptions } from './create-server.ts';
import { UsageError } from './errors.ts';

export const USAGE = `Usage: node server/main.ts --data DIR [options]

  --data DIR           folder for the database and samples under way (required)
  --port N             port to listen on; 0, the default, takes a free one
  --host ADDRESS       address to listen on (127.0.0.1)
  --token T            token that callers must send; also SLUICE_TOKEN; one is made up if none is given
  --rules DIR          folder of *.yar files to use in addition to the built-in rules; may be given again
  --samples            serve a page of test files at /samples/
  --callback-secret S  sign callbacks with this secret; also SLUICE_CALLBACK_SECRET, which other users cannot see
  --max-bytes N        largest file in bytes (500000000)
  --scan-delay-ms N    let every scan take at least N milliseconds: an aid for tests and demonstrations
  --log-level LEVEL    trace, debug, info (default), warn, error, fatal or silent; logs go to standard error
  --help               show this text

When it is ready, the service prints one line of JSON with its "url" and "token" on standard output.`;

const OPTIONS = {
  port: { type: 'string' },
  host: { type: 'string' },
  data: { type: 'string' },
  token: { type: 'string' },
  rules: { type: 'string', multiple: true },
  samples: { type: 'boolean' },
  'callback-secret': { type: 'string' },
  'max-bytes': { type: 'string' },
  'scan-delay-ms': { type: 'string' },
  'log-level': { type: 'string' },
  help: { type: 'boolean' },
} as const;

const LOG_LEVELS: readonly string[] = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

/**
 * Reads the command line.
 * @returns `help` where the text was asked for.
 * @throws UsageError for an unknown option or a value out of range.
 */
export function parseCliOptions(args: readonly string[], env: NodeJS.ProcessEnv): ServerOptions | 'help' {
  const values = parseValues(args);
  if (values.help === true) return 'help';
  if (values.data === undefined || values.data === '') throw new UsageError('--data DIR is required.');
  const token = values.token ?? env.SLUICE_TOKEN ?? randomBytes(24).toString('base64url');
  if (!/^\S+$/.test(token)) throw new UsageError('The token must not be empty or hold spaces.');
  const callbackSecret = values['callback-secret'] ?? env.SLUICE_CALLBACK_SECRET ?? null;
  if (callbackSecret === '') throw new UsageError('The callback secret must not be empty.');
  const logLevel = values['log-level'] ?? 'info';
  if (!LOG_LEVELS.includes(logLevel))
    throw new UsageError(`--log-level must be one of ${LOG_LEVELS.join(', ')}.`);
  return {
    dataDir: values.data,
    token,
    logLevel,
    callbackSecret,
    host: values.host ?? '127.0.0.1',
    port: toInteger('port', values.port, 0, 65_535, 0),
    rulesDirs: values.rules ?? [],
    samples: values.samples ?? false,
    maxBytes: toInteger('max-bytes', values['max-bytes'], 1, 2_000_000_000, 500_000_000),
    scanDelayMs: toInteger('scan-delay-ms', values['scan-delay-ms'], 0, 3_600_000, 0),
  };
}

function parseValues(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function toInteger(
  option: string,
  value: string | undefined,
  min: number,
  max: number,
  preset: number,
): number {
  if (value === undefined) return preset;
  const number = Number(value);
  if (/^\d+$/.test(value) && number >= min && number <= max) return number;
  throw new UsageError(`--${option} must be a whole number from ${min} to ${max}.`);
}
