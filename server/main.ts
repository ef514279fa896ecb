import { type CommandLine, readCommandLine, USAGE } from './cli-options.ts';
import { toConfigJsonSchema } from './config/config-json-schema.ts';
import { loadConfig, toFaultWords } from './config/load-config.ts';
import { toPrintableConfig } from './config/mask-secrets.ts';
import { ServiceError, UsageError } from './errors.ts';
import { runTokensCommand } from './tokens/run-tokens-command.ts';
import { readTokensCommand, TOKENS_USAGE } from './tokens/tokens-command.ts';

async function main(): Promise<void> {
  const [first, ...rest] = process.argv.slice(2);
  if (first === 'tokens') return tokens(rest);
  const commandLine = readCommandLine(process.argv.slice(2), process.env);
  switch (commandLine.command) {
    case 'help':
      return print(USAGE);
    case 'print-config-schema':
      return print(toJson(toConfigJsonSchema()));
    case 'check-config':
      return check(commandLine);
    case 'serve':
      return run(commandLine);
  }
}

/** The other commands do not wait for what only the service needs. */
async function run(commandLine: CommandLine): Promise<void> {
  const config = loadConfig(commandLine, process.env);
  const { serve } = await import('./serve.ts');
  return serve(config, fail);
}

async function tokens(args: readonly string[]): Promise<void> {
  const command = readTokensCommand(args);
  if (command === 'help') return print(TOKENS_USAGE);
  const config = loadConfig(readCommandLine(command.serverArgs, process.env), process.env);
  print(await runTokensCommand(command, config));
}

async function check(commandLine: CommandLine): Promise<void> {
  const config = loadConfig(commandLine, process.env);
  const { checkConfig } = await import('./config/check-config.ts');
  const faults = await checkConfig(config);
  if (faults.length > 0) throw new UsageError(toFaultWords(faults));
  print(toJson(toPrintableConfig(config)));
}

const toJson = (value: unknown): string => JSON.stringify(value, null, 2);

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function fail(error: unknown): never {
  process.stderr.write(`${toWords(error)}\n`);
  process.exit(error instanceof UsageError ? 2 : 1);
}

/** The system's own words for a host that cannot be listened on name its calls only. */
function toHostWords(error: Error): string | null {
  const host = 'hostname' in error ? error.hostname : 'address' in error ? error.address : '';
  const advice = 'Give --host an address of this machine, such as 127.0.0.1.';
  if (!('code' in error)) return null;
  if (error.code === 'EADDRNOTAVAIL') return `The host ${host} is not an address of this machine. ${advice}`;
  if (error.code === 'ENOTFOUND' || error.code === 'EAI_AGAIN')
    return `The host ${host} cannot be resolved. ${advice}`;
  return null;
}

function toWords(error: unknown): string {
  if (error instanceof UsageError) return `${error.message} See --help.`;
  if (error instanceof ServiceError) return error.message;
  if (error instanceof Error && 'code' in error) {
    if (error.code === 'EADDRINUSE') return 'The port is already in use. Choose another one with --port.';
    if (error.code === 'EACCES') return `Not allowed: ${error.message}`;
    return toHostWords(error) ?? error.message;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

main().catch(fail);
