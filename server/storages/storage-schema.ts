import { isIP } from 'node:net';
import { resolve } from 'node:path';
import * as v from 'valibot';
import { createSecretSchema, type SecretSources } from '../config/secret-schema.ts';
import { findPathFault } from './find-path-fault.ts';
import { STORAGE_NAME } from './storage-name.ts';

/** In place of the library's own words, which quote the value: it may be a secret. */
function toObjectWords(issue: { expected: string | null; received: string }): string {
  if (issue.expected === 'never') return 'There is no such field.';
  return issue.received === 'undefined' ? 'This field is missing.' : 'Enter a JSON object.';
}

const required = (what: string) => v.pipe(v.string(`Enter ${what}.`), v.nonEmpty(`Enter ${what}.`));

/** A folder, of which a relative one is meant from `from`. */
const createFolderSchema = (from: string) =>
  v.strictObject(
    {
      kind: v.literal('folder'),
      folder: v.pipe(
        required('the folder'),
        v.transform((folder) => resolve(from, folder)),
      ),
    },
    toObjectWords,
  );

const endpoint = v.pipe(
  v.string('Enter the address of the S3 service.'),
  v.check((value) => {
    const url = URL.parse(value);
    const plain =
      url !== null && url.username === '' && url.password === '' && url.search === '' && url.hash === '';
    return plain && /^https?:$/.test(url.protocol);
  }, 'Enter an address that begins with https:// or http://, without user name and query.'),
);

const prefix = v.pipe(
  v.string('Enter a text such as "incoming/".'),
  v.check(
    (value) => value === '' || findPathFault(value.replace(/\/$/, '')) === null,
    'Enter a prefix such as "incoming/", without a slash at its start and without . and .. parts.',
  ),
);

const toS3Entries = (sources: SecretSources) => ({
  kind: v.literal('s3'),
  endpoint,
  region: v.optional(required('the region'), 'us-east-1'),
  bucket: v.pipe(
    v.string('Enter the name of the bucket.'),
    v.regex(
      /^[a-zA-Z0-9][a-zA-Z0-9.-]{1,61}[a-zA-Z0-9]$/,
      'Enter the name of a bucket: 3 to 63 letters, digits, dots and hyphens.',
    ),
  ),
  prefix: v.optional(prefix),
  accessKeyId: createSecretSchema('the access key', sources),
  secretAccessKey: createSecretSchema('the secret key', sources),
  forcePathStyle: v.optional(v.boolean('Enter true or false.'), false),
});

const hasBucketHost = ({
  endpoint: address,
  forcePathStyle,
}: {
  endpoint: string;
  forcePathStyle: boolean;
}) => forcePathStyle || !isAddressByNumber(address);

const NO_BUCKET_HOST =
  'An endpoint given as a number has no host names for buckets: set forcePathStyle to true.';

const createS3Schema = (sources: SecretSources) =>
  v.pipe(
    v.strictObject(toS3Entries(sources), toObjectWords),
    v.forward(
      v.check((bucket) => hasBucketHost(bucket), NO_BUCKET_HOST),
      ['forcePathStyle'],
    ),
  );

/** Where samples under way are kept: `{ "kind": "disk" }`, or a bucket as of a storage, which may have `orphanMs`. */
export function createSampleStoreSchema(sources: SecretSources) {
  const words = 'Enter milliseconds, from 60000 on.';
  const orphanMs = v.optional(v.pipe(v.number(words), v.integer(words), v.minValue(60_000, words)));
  const bucket = v.pipe(
    v.strictObject({ ...toS3Entries(sources), orphanMs }, toObjectWords),
    v.forward(
      v.check((bucket) => hasBucketHost(bucket), NO_BUCKET_HOST),
      ['forcePathStyle'],
    ),
  );
  const disk = v.strictObject({ kind: v.literal('disk') }, toObjectWords);
  return v.variant('kind', [disk, bucket], 'Enter "disk" or "s3" as kind.');
}

function isAddressByNumber(address: string): boolean {
  const host = URL.parse(address)?.hostname ?? '';
  return isIP(host) !== 0 || host.startsWith('[');
}

/** Storages by their names. Secrets are taken from `sources` where it is said so; folders are relative to its folder. */
export function createStorageRecordSchema(sources: SecretSources) {
  const storage = v.variant('kind', [createFolderSchema(sources.folder), createS3Schema(sources)], (issue) =>
    issue.expected === 'Object' ? 'Enter a JSON object.' : 'Enter "folder" or "s3" as kind.',
  );
  const name = v.pipe(v.string(), v.regex(STORAGE_NAME, 'A name may hold letters, digits, dots, _ and -.'));
  return v.record(name, storage, 'Enter a JSON object of storages by their names.');
}

/** The schema of a file of storages. */
export function createStorageSchema(sources: SecretSources) {
  return v.strictObject(
    {
      storages: createStorageRecordSchema(sources),
      defaultStorage: v.optional(v.nullable(v.string('Enter the name of a storage.'))),
    },
    toObjectWords,
  );
}
