import { AwsV4Signer } from 'aws4fetch';
import { putFile } from './put-file.ts';
import type { S3StorageConfig } from './storage-config.ts';
import { toObjectUrl } from './to-object-url.ts';
import { toS3Error } from './to-s3-error.ts';

/** One signed request. `path` is below the configured prefix, except where `query` asks about the bucket itself. */
type S3Request = {
  method: 'GET' | 'PUT' | 'DELETE';
  path: string;
  query?: { [name: string]: string };
  file?: { path: string; size: number; sha256: string };
};

export type S3Bucket = ReturnType<typeof createS3Bucket>;

/**
 * A bucket of a service that speaks the S3 protocol: https://docs.aws.amazon.com/AmazonS3/latest/API/
 * Redirects are not followed, since a signature is for one host. Every call throws FetchError for the service's refusals,
 * and what `fetch` throws for the network's.
 */
export function createS3Bucket(config: S3StorageConfig) {
  const { accessKeyId, secretAccessKey, region, prefix = '' } = config;

  async function send(request: S3Request, signal: AbortSignal): Promise<Response> {
    const { method, file } = request;
    const signer = new AwsV4Signer({
      method,
      url: toUrl(request),
      headers: {
        // As stored: the hash is then that of the bytes in the bucket.
        'accept-encoding': 'identity',
        // The service compares it with what arrives.
        ...(file === undefined ? {} : { 'x-amz-content-sha256': file.sha256 }),
      },
      accessKeyId,
      secretAccessKey,
      region,
      service: 's3',
    });
    const { url, headers } = await signer.sign();
    const response =
      file === undefined
        ? await fetch(url, { method, headers, redirect: 'manual', signal })
        : await putFile(url, headers, file, signal);
    if (response.status !== 200 && response.status !== 204) throw await toS3Error(response);
    return response;
  }

  function toUrl({ path, query }: S3Request): string {
    if (query === undefined) return toObjectUrl(config, path);
    return `${toObjectUrl({ ...config, prefix: '' }, '')}?${new URLSearchParams(query)}`;
  }

  return {
    /** Opens an object. Its body is to be read or cancelled. */
    get: (path: string, signal: AbortSignal): Promise<Response> => send({ method: 'GET', path }, signal),
    /**
     * Stores a file in one piece, of at most 5 GB.
     * @param file with its size in bytes and its hash in lower-case hex.
     */
    async put(path: string, file: NonNullable<S3Request['file']>, signal: AbortSignal): Promise<void> {
      await send({ method: 'PUT', path, file }, signal);
    },
    /** One that is not there is no error. */
    async remove(path: string, signal: AbortSignal): Promise<void> {
      const response = await send({ method: 'DELETE', path }, signal);
      await response.body?.cancel();
    },
    /**
     * One page of the objects below the prefix, in the order of their names. By the first version of the call, which every
     * service knows and which goes on after a name rather than after a token.
     * @param after the last path of the page before; empty for the first page.
     * @param most at most 1,000.
     */
    async list(after: string, most: number, signal: AbortSignal): Promise<S3Page> {
      const start = after === '' ? {} : { marker: prefix + after };
      const query = { 'max-keys': String(most), prefix, ...start };
      const response = await send({ method: 'GET', path: '', query }, signal);
      return toPage(await response.text(), response.headers, prefix);
    },
  };
}

/** Objects of a bucket, with how long they have been there, in milliseconds by the clock of the service. */
export type S3Page = { objects: { path: string; ageMs: number }[]; isLast: boolean };

function toPage(xml: string, headers: Headers, prefix: string): S3Page {
  const now = Date.parse(headers.get('date') ?? '');
  const objects = [...xml.matchAll(/<Contents>(.*?)<\/Contents>/gs)].map(([, entry = '']) => ({
    path: toText(entry, 'Key').slice(prefix.length),
    ageMs: now - Date.parse(toText(entry, 'LastModified')),
  }));
  return { objects, isLast: toText(xml, 'IsTruncated') !== 'true' };
}

const ENTITIES: { [name: string]: string } = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The text of the first element of a name. Answers of this kind have neither attributes nor nesting there. */
function toText(xml: string, name: string): string {
  const [, text = ''] = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml) ?? [];
  return text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (all, decimal, hex, word) => {
    if (word !== undefined) return ENTITIES[word] ?? all;
    return String.fromCodePoint(decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal));
  });
}
