import { expectTypeOf, test } from 'vitest';
import type { FileSubmission, SampleSource } from '../../../lib/api/submission.ts';

// Held by `tsc` rather than by what runs here: each `@ts-expect-error` fails the check once its line compiles.

const data = new Blob([]);
const downloadLink = 'https://example.org/';
const path = 'in/a.zip';

test('one sample compiles', () => {
  expectTypeOf({ data }).toExtend<SampleSource>();
  expectTypeOf({ downloadLink }).toExtend<SampleSource>();
  expectTypeOf({ path }).toExtend<SampleSource>();
  expectTypeOf({ path, storage: 'bucket' }).toExtend<SampleSource>();
  expectTypeOf({ data, name: 'a', callbackParams: { a: [1] } }).toExtend<FileSubmission>();
});

test('two of them, none, or a storage without a path do not', () => {
  const take = (submission: FileSubmission) => submission;
  // @ts-expect-error bytes and a link
  take({ data, downloadLink });
  // @ts-expect-error bytes and a path
  take({ data, path });
  // @ts-expect-error a link and a path
  take({ downloadLink, path });
  // @ts-expect-error all three
  take({ data, downloadLink, path });
  // @ts-expect-error none
  take({ name: 'a' });
  // @ts-expect-error a storage of bytes
  take({ data, storage: 'bucket' });
  // @ts-expect-error a storage of a link
  take({ downloadLink, storage: 'bucket' });
});
