/** One test file of the sample page. */
export type SampleEntry = {
  /** The name under which a browser stores it. */
  name: string;
  /** Address on the server; for the file that the page's script makes, the address of the page. */
  path: string;
  /** `id` of its link or button on the page. */
  elementId: string;
  /** The verdict of its scan. `needs-bytes`: no server can fetch it, only its bytes can be scanned. */
  expected: 'CLN' | 'MAL' | 'needs-bytes';
  /** One sentence for the page. */
  description: string;
};

/** Everything that the sample page at `/samples/` offers, in its order. */
export const SAMPLES = [
  {
    name: 'harmless.pdf',
    path: '/samples/harmless.pdf',
    elementId: 'sample-pdf',
    expected: 'CLN',
    description: 'A document of one page.',
  },
  {
    name: 'eicar.com',
    path: '/samples/eicar.com',
    elementId: 'sample-eicar',
    expected: 'MAL',
    description: 'The EICAR test file, which every scanner reports and which does no harm.',
  },
  {
    name: 'harmless.zip',
    path: '/samples/harmless.zip',
    elementId: 'sample-zip',
    expected: 'CLN',
    description: 'An archive with a document and a text.',
  },
  {
    name: 'infected.zip',
    path: '/samples/infected.zip',
    elementId: 'sample-infected-zip',
    expected: 'MAL',
    description: 'An archive with the EICAR test file in a folder.',
  },
  {
    name: 'large.bin',
    path: '/samples/large.bin',
    elementId: 'sample-large',
    expected: 'CLN',
    description: '64 MB of random bytes, always the same.',
  },
  {
    name: 'slow.bin',
    path: '/samples/slow.bin?seconds=5',
    elementId: 'sample-slow',
    expected: 'CLN',
    description: 'A small file that takes five seconds to arrive.',
  },
  {
    name: 'blob.txt',
    path: '/samples/',
    elementId: 'sample-blob',
    expected: 'needs-bytes',
    description: 'A text that this page makes itself: its address works nowhere else.',
  },
] as const satisfies readonly SampleEntry[];
