import type { StagedCopy } from './hold.ts';
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
export function toDelivered(download: SeenDownload | undefined, staged?: StagedCopy): Delivered | undefined {
  // It is what is handed over.
  if (staged !== undefined) return { size: staged.size, isFinal: true, ...typeOf(download) };
  if (download === undefined) return undefined;
  const { total, received, state } = download;
  const isFinal = state === 'complete' || (total !== undefined && received === total);
  return {
    isFinal,
    ...(total === undefined ? {} : { size: total }),
    ...typeOf(download),
  };
}

function typeOf(download: SeenDownload | undefined): { type?: string } {
  return download === undefined || download.type === '' ? {} : { type: download.type };
}
