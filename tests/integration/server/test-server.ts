import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WireScan } from '../../../lib/api/wire.ts';
import { createServer, type ServerOptions } from '../../../server/create-server.ts';
import { keepEngineCode } from './keep-engine-code.ts';
import { waitFor } from './wait-for.ts';

export const TOKEN = 'test-token';

export type TestServer = Awaited<ReturnType<typeof startTestServer>>;

/** A real service on a free port with its own folder; both go away with `stop`. */
export async function startTestServer(options: Partial<ServerOptions> = {}) {
  keepEngineCode();
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'sluice-server-')));
  const running = await createServer({
    token: TOKEN,
    logLevel: 'silent',
    workers: 1,
    // The sites and receivers of tests stand on this machine.
    allowedNetworks: ['loopback'],
    shutdownMs: 0,
    ...options,
    dataDir,
  }).start();
  const authorization = `Token ${TOKEN}`;
  let closing: Promise<void> | null = null;
  const close = (): Promise<void> => {
    closing ??= running.close();
    return closing;
  };

  const get = (path: string): Promise<Response> =>
    fetch(`${running.url}${path}`, { headers: { authorization } });

  const post = (body: FormData | URLSearchParams, path = '/api/v1/files/'): Promise<Response> =>
    fetch(`${running.url}${path}`, { method: 'POST', headers: { authorization }, body });

  async function submit(body: FormData | URLSearchParams, path?: string): Promise<number> {
    const response = await post(body, path);
    const answer: unknown = await response.json();
    if (
      typeof answer === 'object' &&
      answer !== null &&
      'scan_id' in answer &&
      typeof answer.scan_id === 'number'
    ) {
      return answer.scan_id;
    }
    throw new Error(`not accepted: ${response.status} ${JSON.stringify(answer)}`);
  }

  async function scan(id: number | string): Promise<WireScan> {
    return (await get(`/api/v1/scans/list/${id}/`)).json();
  }

  const finished = (id: number | string): Promise<WireScan> =>
    waitFor(`scan ${id} to finish`, async () => {
      const found = await scan(id);
      return found.finished_at ? found : null;
    });

  return {
    ...running,
    dataDir,
    get,
    post,
    submit,
    scan,
    finished,
    /** Submits one file and waits for its verdict. */
    scanFile: async (bytes: Uint8Array, name: string): Promise<WireScan> =>
      finished(await submit(toForm(bytes, name))),
    samplesOnDisk: (): Promise<string[]> => readdir(join(dataDir, 'samples')),
    /** May be called twice; the folder stays. */
    close,
    stop: async (): Promise<void> => {
      await close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export function toForm(bytes: Uint8Array, name: string, fields: { [field: string]: string } = {}): FormData {
  const form = new FormData();
  for (const [field, value] of Object.entries(fields)) form.append(field, value);
  form.append('data', new Blob([new Uint8Array(bytes)]), name);
  return form;
}
