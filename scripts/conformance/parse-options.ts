import { parseArgs } from 'node:util';

export type ConformanceOptions = {
  /** Address of the server without a slash at its end. */
  url: string;
  token: string;
  /** The server runs on this machine: it can reach us on loopback, and clocks agree. */
  isLocal: boolean;
  /** The server may be asked to fetch from us and to call us back. */
  allowCallbacks: boolean;
  /** How the server reaches this machine: a host, or host:port. Null finds it out from the connection. */
  callbackHost: string | null;
  /** A file in the default storage. */
  defaultPath: string | null;
  /** A file in a named storage. */
  stored: { storage: string; path: string } | null;
  /** Send no body of 500 MB. */
  skipLarge: boolean;
  /** Scans that may be submitted to fill the first page of the list. */
  pageScans: number;
  /** Longest wait for a scan or a callback. */
  timeoutMs: number;
  /** Requirements to test; empty for all. */
  only: readonly string[];
};

export const USAGE = `Usage: npm run conformance -- --url U [--token T] [options]

  --url U                the server, such as http://127.0.0.1:8080
  --token T              its token; also SLUICE_TOKEN, which other users of this machine cannot read
  --allow-callbacks      let a server elsewhere fetch from this machine and call it back; always so on loopback
  --callback-host H      this machine as the server reaches it, HOST or HOST:PORT; implies --allow-callbacks
  --path P               a file in the default storage, or in the storage that --storage names
  --storage NAME         the storage of --path
  --default-path P       a file in the default storage, next to --storage and --path
  --skip-large           send no body of 500 MB
  --page-scans N         scans to submit at most to fill a page of the list (120 on loopback, else 0)
  --timeout SECONDS      longest wait for a scan or a callback (60 on loopback, else 600)
  --only ID[,ID…]        test these requirements only; may be given again
  --help                 show this text`;

const OPTIONS = {
  url: { type: 'string' },
  token: { type: 'string' },
  'allow-callbacks': { type: 'boolean', default: false },
  'callback-host': { type: 'string' },
  path: { type: 'string' },
  storage: { type: 'string' },
  'default-path': { type: 'string' },
  'skip-large': { type: 'boolean', default: false },
  'page-scans': { type: 'string' },
  timeout: { type: 'string' },
  only: { type: 'string', multiple: true },
  help: { type: 'boolean', default: false },
} as const;

/**
 * Reads the command line.
 * @returns `help` where the text was asked for
 * @throws Error in words for people
 */
export function parseOptions(args: readonly string[], env: NodeJS.ProcessEnv): ConformanceOptions | 'help' {
  const { values } = parseArgs({ args: [...args], options: OPTIONS, strict: true });
  if (values.help) return 'help';
  const url = toServerUrl(values.url);
  const token = values.token ?? env.SLUICE_TOKEN ?? '';
  if (!/^\S+$/.test(token)) throw new Error('--token T or SLUICE_TOKEN is required.');
  const isLocal = ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);
  const callbackHost = values['callback-host'] ?? null;
  return {
    url: url.href.replace(/\/+$/, ''),
    token,
    isLocal,
    callbackHost,
    allowCallbacks: isLocal || values['allow-callbacks'] || callbackHost !== null,
    ...toStored(values),
    skipLarge: values['skip-large'],
    pageScans: toInteger('page-scans', values['page-scans'], isLocal ? 120 : 0),
    timeoutMs: toInteger('timeout', values.timeout, isLocal ? 60 : 600) * 1_000,
    only: (values.only ?? []).flatMap((ids) => ids.split(',')).filter((id) => id !== ''),
  };
}

function toServerUrl(text: string | undefined): URL {
  const url = URL.parse(text ?? '');
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url;
  throw new Error('--url U is required: the address of the server, which begins with http:// or https://.');
}

type StoredValues = { storage?: string; path?: string; 'default-path'?: string };

function toStored({
  storage,
  path,
  'default-path': defaultPath,
}: StoredValues): Pick<ConformanceOptions, 'defaultPath' | 'stored'> {
  if (storage === undefined) return { defaultPath: defaultPath ?? path ?? null, stored: null };
  if (path === undefined) throw new Error('--storage needs --path: a file in that storage.');
  return { defaultPath: defaultPath ?? null, stored: { storage, path } };
}

function toInteger(option: string, text: string | undefined, preset: number): number {
  if (text === undefined) return preset;
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new Error(`--${option} must be a whole number.`);
}
