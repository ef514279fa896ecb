import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AwsClient } from 'aws4fetch';
import S3rver from 's3rver';
import type { S3StorageConfig } from '../../../server/storages/storage-config.ts';

export type Bucket = Awaited<ReturnType<typeof startBucket>>;

/** A real S3 server on loopback with one bucket; it goes away, files and all, with `stop`. */
export async function startBucket(bucket: string) {
  const directory = await mkdtemp(join(tmpdir(), 'sluice-bucket-'));
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory,
    configureBuckets: [{ name: bucket }],
  });
  const { port } = await server.run();
  const config: S3StorageConfig = {
    kind: 's3',
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    bucket,
    accessKeyId: 'S3RVER',
    secretAccessKey: 'S3RVER',
    forcePathStyle: true,
  };
  const client = new AwsClient({ ...config, service: 's3' });

  async function put(key: string, bytes: Uint8Array): Promise<void> {
    const address = `${config.endpoint}/${bucket}/${key.split('/').map(encodeURIComponent).join('/')}`;
    const response = await client.fetch(address, { method: 'PUT', body: new Uint8Array(bytes) });
    if (!response.ok) throw new Error(`not stored: ${response.status} ${await response.text()}`);
  }

  /** Makes many objects of one byte at once. */
  async function putAll(keys: readonly string[]): Promise<void> {
    for (let at = 0; at < keys.length; at += 50)
      await Promise.all(keys.slice(at, at + 50).map((key) => put(key, Buffer.from('x'))));
  }

  /** Names of all objects, in their order. */
  async function keys(): Promise<string[]> {
    const names = await readdir(join(directory, bucket));
    return names
      .flatMap((name) => /^(.*)\._S3rver_object$/.exec(name)?.[1] ?? [])
      .map(decodeURIComponent)
      .toSorted();
  }

  async function clear(): Promise<void> {
    for (const name of await readdir(join(directory, bucket)))
      await rm(join(directory, bucket, name), { recursive: true });
  }

  async function stop(): Promise<void> {
    const closed = server.close();
    server.httpServer.closeAllConnections();
    await closed;
    await rm(directory, { recursive: true, force: true });
  }

  return { config, put, putAll, keys, clear, stop };
}
