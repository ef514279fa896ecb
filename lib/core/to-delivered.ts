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

/** What the browser knows of its copy by now. Of an answer that is encoded for the way it tells no size before the end. */
export function toDelivered(download: SeenDownload | undefined): Delivered | undefined {
  if (download === undefined) return undefined;
  const { total, received, state, type } = download;
  const isFinal = state === 'complete' || (total !== undefined && received === total);
  return {
    isFinal,
    ...(total === undefined ? {} : { size: total }),
    ...(type === '' ? {} : { type }),
  };
}
