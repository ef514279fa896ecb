import { describe, expect, it } from 'vitest';
import { readCommandLine } from '../../../server/cli-options.ts';
import { loadConfig } from '../../../server/config/load-config.ts';
import { DEFAULT_CONFIG } from '../../../server/config.ts';
import { UsageError } from '../../../server/errors.ts';

const load = (args: readonly string[], env: NodeJS.ProcessEnv) => loadConfig(readCommandLine(args, env), env);

describe('the command line', () => {
  it('has defaults for everything but the folder', () => {
    const { workerUrl: _worker, resolve: _resolve, listOwnNetworks: _own, ...defaults } = DEFAULT_CONFIG;
    expect(load(['--data', 'd'], {})).toEqual({
      ...defaults,
      dataDir: 'd',
      token: null,
    });
  });

  it('takes the token from the option before the environment', () => {
    expect(load(['--data', 'd'], { SLUICE_TOKEN: 'env' })).toMatchObject({ token: 'env' });
    expect(load(['--data', 'd', '--token', 'own'], { SLUICE_TOKEN: 'env' })).toMatchObject({
      token: 'own',
    });
  });

  it('takes the callback secret from the option before the environment', () => {
    const env = { SLUICE_CALLBACK_SECRET: 'env' };
    expect(load(['--data', 'd'], env)).toMatchObject({ callbackSecret: 'env' });
    expect(load(['--data', 'd', '--callback-secret', 'own'], env)).toMatchObject({
      callbackSecret: 'own',
    });
  });

  it('reads every option', () => {
    const args =
      '--data d --port 80 --host ::1 --rules a --rules b --samples --max-bytes 5 --scan-delay-ms 7 --log-level warn';
    expect(load(args.split(' '), {})).toMatchObject({
      port: 80,
      host: '::1',
      rulesDirs: ['a', 'b'],
      samples: true,
      maxBytes: 5,
      scanDelayMs: 7,
      logLevel: 'warn',
    });
    expect(readCommandLine(['--help'], {}).command).toBe('help');
  });

  it('reads networks from options, or else from the environment', () => {
    const env = {
      SLUICE_ALLOWED_NETWORKS: '10.0.0.0/8, *.example.org',
      SLUICE_REFUSED_NETWORKS: 'fd00::/8',
    };
    expect(load(['--data', 'd'], env)).toMatchObject({
      allowedNetworks: ['10.0.0.0/8', '*.example.org'],
      refusedNetworks: ['fd00::/8'],
    });
    const args = '--data d --allow-network loopback --allow-network ::1 --refuse-network 192.0.2.1';
    expect(load(args.split(' '), env)).toMatchObject({
      allowedNetworks: ['loopback', '::1'],
      refusedNetworks: ['192.0.2.1'],
    });
  });

  it('reads storages and the limits of archives', () => {
    const args =
      '--data d --storage in=/in --default-storage in --max-depth 1 --max-members 2 --max-unpacked-bytes 3 --max-ratio 4';
    expect(load([...args.split(' '), '--max-unpack-ms', '900000'], {})).toMatchObject({
      storages: { in: { kind: 'folder', folder: '/in' } },
      defaultStorage: 'in',
      unpack: {
        ...DEFAULT_CONFIG.unpack,
        maxDepth: 1,
        maxMembers: 2,
        maxBytes: 3,
        maxRatio: 4,
        maxMs: 900_000,
      },
      // Longer than unpacking may take, or a busy worker would be taken for hung.
      scanTimeoutMs: 1_080_000,
    });
  });

  it('takes a number below zero as the value that it is', () => {
    for (const args of [['--port', '-1'], ['--port=-1'], ['--max-depth', '-20']]) {
      expect(() => load(['--data', 'd', ...args], {})).toThrow(/must be a whole number from/);
    }
  });

  it.each([
    '',
    '--data d --port x',
    '--data d --port 65536',
    '--data d --port -1',
    '--data d --max-bytes 0',
    '--data d --scan-delay-ms 1.5',
    '--data d --log-level loud',
    '--data d --unknown',
    '--data d stray',
    '--data d --token=',
    '--data d --callback-secret=',
    '--port',
    '--data d --storage in',
    '--data d --default-storage in',
    '--data d --storages no-such-file.json',
    '--data d --max-depth 0',
    '--data d --max-members -1',
    '--data d --max-unpacked-bytes 1e9',
    '--data d --max-ratio x',
    '--data d --allow-network 10.0.0.1/8',
    '--data d --refuse-network files.example.org',
    '--data d --max-unpack-ms 0',
  ])('refuses “%s”', (args) => {
    expect(() => load(args.split(' ').filter(Boolean), {})).toThrow(UsageError);
  });
});
