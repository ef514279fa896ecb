import { isIP } from 'node:net';
import * as v from 'valibot';
import { findPathFault } from './find-path-fault.ts';
import { STORAGE_NAME } from './storage-name.ts';

/** In place of the library's own words, which quote the value: it may be a secret. */
function toObjectWords(issue: { expected: string | null; received: string }): string {
  if (issue.expected === 'never') return 'There is no such field.';
  return issue.received === 'undefined' ? 'This field is missing.' : 'Enter a JSON object.';
}

const required = (what: string) => v.pipe(v.string(`Enter ${what}.`), v.nonEmpty(`Enter ${what}.`));

/** A text, or the name of the environment variable that holds it. */
function createSecretSchema(what: string, env: NodeJS.ProcessEnv) {
  const words = `Enter ${what} as text, or as { "env": "NAME" } where the environment holds it.`;
  return v.pipe(
    v.union([v.string(), v.strictObject({ env: v.string() })], words),
    v.rawTransform<string | { env: string }, string>(({ dataset, addIssue, NEVER }) => {
      const secret = typeof dataset.value === 'string' ? dataset.value : env[dataset.value.env];
      if (secret !== undefined && secret !== '') return secret;
      addIssue({
        message:
          typeof dataset.value === 'string'
            ? words
            : `The environment variable ${dataset.value.env} is not set.`,
      });
      return NEVER;
    }),
  );
}

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

const folderSchema = v.strictObject(
  { kind: v.literal('folder'), folder: required('the folder') },
  toObjectWords,
);

const createS3Schema = (env: NodeJS.ProcessEnv) =>
  v.pipe(
    v.strictObject(
      {
        kind: v.literal('s3'),
        endpoint,
        region: v.optional(required('the region'), 'us-east-1'),
        bucket: v.pipe(
          v.string('Enter the name of the bucket.'),
          v.regex(
            /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/i,
            'Enter the name of a bucket: 3 to 63 letters, digits, dots and hyphens.',
          ),
        ),
        prefix: v.optional(prefix),
        accessKeyId: createSecretSchema('the access key', env),
        secretAccessKey: createSecretSchema('the secret key', env),
        forcePathStyle: v.optional(v.boolean('Enter true or false.'), false),
      },
      toObjectWords,
    ),
    v.forward(
      v.check(
        ({ endpoint: address, forcePathStyle }) => forcePathStyle || !isAddressByNumber(address),
        'An endpoint given as a number has no host names for buckets: set forcePathStyle to true.',
      ),
      ['forcePathStyle'],
    ),
  );

function isAddressByNumber(address: string): boolean {
  const host = URL.parse(address)?.hostname ?? '';
  return isIP(host) !== 0 || host.startsWith('[');
}

/** The schema of a file of storages. Secrets are taken from `env` where the file says so. */
export function createStorageSchema(env: NodeJS.ProcessEnv) {
  const storage = v.variant('kind', [folderSchema, createS3Schema(env)], (issue) =>
    issue.expected === 'Object' ? 'Enter a JSON object.' : 'Enter "folder" or "s3" as kind.',
  );
  const name = v.pipe(v.string(), v.regex(STORAGE_NAME, 'A name may hold letters, digits, dots, _ and -.'));
  return v.strictObject(
    {
      storages: v.record(name, storage, 'Enter a JSON object of storages by their names.'),
      defaultStorage: v.optional(v.nullable(v.string('Enter the name of a storage.'))),
    },
    toObjectWords,
  );
}
