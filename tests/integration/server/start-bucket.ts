import { mkdtemp, rm } from 'node:fs/promises';
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

  async function stop(): Promise<void> {
    const closed = server.close();
    server.httpServer.closeAllConnections();
    await closed;
    await rm(directory, { recursive: true, force: true });
  }

  return { config, put, stop };
}
