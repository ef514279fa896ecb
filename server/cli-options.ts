import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { DEFAULT_CONFIG } from './config.ts';
import type { ServerOptions } from './create-server.ts';
import type { UnpackLimits } from './engines/unpack-budget.ts';
import { UsageError } from './errors.ts';
import { toStorageOptions } from './storages/storage-options.ts';

const { unpack: UNPACK } = DEFAULT_CONFIG;

export const USAGE = `Usage: npm run server -- --data DIR [options]

  --data DIR           folder for the database and samples under way (required)
  --port N             port to listen on; 0, the default, takes a free one
  --host ADDRESS       address to listen on (${DEFAULT_CONFIG.host})
  --token T            token that callers must send; also SLUICE_TOKEN; one is made up if none is given
  --rules DIR          folder of *.yar files to use in addition to the built-in rules; may be given again
  --samples            serve a page of test files at /samples/
  --callback-secret S  sign callbacks with this secret; also SLUICE_CALLBACK_SECRET, which other users cannot see
  --max-bytes N        largest file in bytes (${DEFAULT_CONFIG.maxBytes})
  --storage NAME=DIR   folder that callers may name in storage and read from by path; may be given again
  --storages FILE      JSON file of storages, folders and S3 buckets, as docs/storages.md describes it
  --default-storage N  storage of a path that comes without storage; without it such a path is refused
  --max-depth N        archives inside archives that are opened; 1 opens only the outermost (${UNPACK.maxDepth})
  --max-members N      members that are unpacked of one file, on all levels together (${UNPACK.maxMembers})
  --max-unpacked-bytes N  bytes that one file may unpack to (${UNPACK.maxBytes})
  --max-ratio N        unpacked bytes for each packed byte, above ${UNPACK.ratioFloorBytes / 1e6} MB (${UNPACK.maxRatio})
  --max-unpack-ms N    milliseconds for unpacking and scanning the members of one file (${UNPACK.maxMs})
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
  storage: { type: 'string', multiple: true },
  storages: { type: 'string' },
  'default-storage': { type: 'string' },
  'max-depth': { type: 'string' },
  'max-members': { type: 'string' },
  'max-unpacked-bytes': { type: 'string' },
  'max-ratio': { type: 'string' },
  'max-unpack-ms': { type: 'string' },
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
  const callbackSecret =
    values['callback-secret'] ?? env.SLUICE_CALLBACK_SECRET ?? DEFAULT_CONFIG.callbackSecret;
  if (callbackSecret === '') throw new UsageError('The callback secret must not be empty.');
  const logLevel = values['log-level'] ?? DEFAULT_CONFIG.logLevel;
  if (!LOG_LEVELS.includes(logLevel))
    throw new UsageError(`--log-level must be one of ${LOG_LEVELS.join(', ')}.`);
  return {
    dataDir: values.data,
    token,
    logLevel,
    callbackSecret,
    host: values.host ?? DEFAULT_CONFIG.host,
    port: toInteger('port', values.port, 0, 65_535, DEFAULT_CONFIG.port),
    rulesDirs: values.rules ?? DEFAULT_CONFIG.rulesDirs,
    samples: values.samples ?? DEFAULT_CONFIG.samples,
    maxBytes: toInteger('max-bytes', values['max-bytes'], 1, 2_000_000_000, DEFAULT_CONFIG.maxBytes),
    scanDelayMs: toInteger(
      'scan-delay-ms',
      values['scan-delay-ms'],
      0,
      3_600_000,
      DEFAULT_CONFIG.scanDelayMs,
    ),
    ...toUnpackOptions(values),
    ...toStorageOptions(
      { folders: values.storage ?? [], file: values.storages, defaultName: values['default-storage'] },
      env,
    ),
  };
}

/** A worker that is unpacking as long as it may must not be taken for hung. */
const MS_BEYOND_UNPACKING = 180_000;

type Values = ReturnType<typeof parseValues>;

function toUnpackOptions(values: Values): { unpack: UnpackLimits; scanTimeoutMs: number } {
  const { scanTimeoutMs } = DEFAULT_CONFIG;
  const maxBytes = toInteger('max-unpacked-bytes', values['max-unpacked-bytes'], 1, 1e12, UNPACK.maxBytes);
  const maxMs = toInteger('max-unpack-ms', values['max-unpack-ms'], 1, 3_600_000, UNPACK.maxMs);
  const limits = {
    ...UNPACK,
    maxBytes,
    maxMs,
    maxDepth: toInteger('max-depth', values['max-depth'], 1, 100, UNPACK.maxDepth),
    maxMembers: toInteger('max-members', values['max-members'], 1, 10_000_000, UNPACK.maxMembers),
    maxRatio: toInteger('max-ratio', values['max-ratio'], 1, 1_000_000, UNPACK.maxRatio),
  };
  return { unpack: limits, scanTimeoutMs: Math.max(scanTimeoutMs, maxMs + MS_BEYOND_UNPACKING) };
}

function parseValues(args: readonly string[]) {
  try {
    return parseArgs({ args: joinNegatives(args), options: OPTIONS, strict: true, allowPositionals: false })
      .values;
  } catch (error) {
    throw new UsageError(toFirstSentence(error instanceof Error ? error.message : String(error)));
  }
}

/** Node's sentences after the first go on about how to write what nobody meant. */
function toFirstSentence(message: string): string {
  return `${message.split(/\.?\s*\n|\. |\.$/)[0]}.`;
}

/** A negative number after an option is its value, and out of range; the parser would call it ambiguous. */
function joinNegatives(args: readonly string[]): string[] {
  const isNegative = (at: number): boolean =>
    /^-\d/.test(args[at] ?? '') && /^--[^=]+$/.test(args[at - 1] ?? '');
  return args.flatMap((arg, at) =>
    isNegative(at) ? [] : isNegative(at + 1) ? `${arg}=${args[at + 1]}` : arg,
  );
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
