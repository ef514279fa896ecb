import type { SeenDownload } from './seen-download.ts';

/** What is known of the bytes that the browser delivers. */
export type Delivered = {
  /** Bytes. */
  size?: number;
  /** Nothing more will be learnt. */
  isFinal: boolean;
  /** MIME type. */
  type?: string;
};

/** What the browser knows of its copy by now. An answer that is encoded is announced with another size than the file's. */
export function toDelivered(download: SeenDownload | undefined): Delivered | undefined {
  if (download === undefined) return undefined;
  const { total, received, state, type } = download;
  const isFinal = state === 'complete' || (total !== undefined && received === total);
  const isEncoded = !isFinal && total !== undefined && received > total;
  return {
    isFinal,
    ...(total === undefined || isEncoded ? {} : { size: total }),
    ...(type === '' ? {} : { type }),
  };
}
