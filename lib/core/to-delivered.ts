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

/**
 * What the browser knows of its copy by now. Of an answer that is encoded for the way it tells no size before the end.
 * @param answer what the site said of a request that is held: no more will be learnt before it is let go
 */
export function toDelivered(
  download: SeenDownload | undefined,
  staged?: StagedCopy,
  answer?: { size: number | undefined; type: string },
): Delivered | undefined {
  // It is what is handed over.
  if (staged !== undefined) return { size: staged.size, isFinal: true, ...typeOf(answer ?? download) };
  if (answer !== undefined) {
    const { size } = answer;
    return { isFinal: true, ...(size === undefined ? {} : { size }), ...typeOf(answer) };
  }
  if (download === undefined) return undefined;
  const { total, received, state } = download;
  const isFinal = state === 'complete' || (total !== undefined && received === total);
  return {
    isFinal,
    ...(total === undefined ? {} : { size: total }),
    ...typeOf(download),
  };
}

function typeOf(known: { type: string } | undefined): { type?: string } {
  return known === undefined || known.type === '' ? {} : { type: known.type };
}
