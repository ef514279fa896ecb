import type { JsonObject } from './wire.ts';

/** What is scanned: bytes, a link that the server fetches, or a file in a storage of the server. Exactly one. */
export type SampleSource =
  | { data: Blob; downloadLink?: never; path?: never; storage?: never }
  | { downloadLink: string; data?: never; path?: never; storage?: never }
  | {
      path: string;
      /** The server's name of a storage; its default one unless given. */
      storage?: string;
      data?: never;
      downloadLink?: never;
    };

/** Where the server is to send the result. Nothing is sent without `callbackUrl`. */
export type CallbackFields = {
  callbackUrl?: string;
  /** Sent with the result, and answered with the submission. */
  callbackParams?: JsonObject;
  callbackHeaders?: Record<string, string>;
};

/** The fields of `POST /api/v1/files/`. A text that is empty is not sent. */
export type FileSubmission = SampleSource &
  CallbackFields & {
    /** The file's name. Of a `File` its own, unless given. */
    name?: string;
    /** Opens an encrypted archive. */
    filePassword?: string;
    originalFilePath?: string;
    /** A mark of the caller's, by which `findSubmission` finds the scan again. Make it unguessable. */
    subOrigin?: string;
  };

/** The fields of `POST /api/v1/urls/`: a web page, rather than a file. A text that is empty is not sent. */
export type PageSubmission = CallbackFields & {
  /** The page's address. */
  url: string;
  userAgent?: string;
  userLocation?: string;
  /** A mark of the caller's, as with a file. Not documented for pages: a server may leave it out of its answers. */
  subOrigin?: string;
};

/** What the server says of a submission that it took. */
export type Submitted = {
  /** The server's number of the scan. */
  scanId: number;
  /** As sent, where the server repeats them. */
  callbackParams?: JsonObject;
};
