import * as v from 'valibot';

const CHANNEL = 'sluice-uploads';
/** Shortest time between two words on one upload, in ms: four a second are enough for a person. */
const PAUSE_MS = 250;

const Progress = v.object({ id: v.string(), sent: v.number(), total: v.number() });

/** How far the upload of a scan's bytes is. `sent` and `total` are bytes of the request, a little more than the file. */
export type UploadProgress = v.InferOutput<typeof Progress>;

/** Tells every context of the extension how far uploads are. Nothing of it is stored. */
export type UploadProgressChannel = {
  /** What an upload is to call as it goes: publishes four times a second, and the end in any case. */
  publisherOf: (id: string) => (sent: number, total: number) => void;
  /** Calls back for uploads of other contexts; answers a function that ends it. */
  subscribe: (onProgress: (progress: UploadProgress) => void) => () => void;
};

/**
 * Makes the channel over a BroadcastChannel, which is opened when it is first needed.
 * @param now milliseconds since 1970
 */
export function createUploadProgress(now: () => number): UploadProgressChannel {
  let sender: BroadcastChannel | undefined;
  return {
    publisherOf(id) {
      let publishedAt = Number.NEGATIVE_INFINITY;
      return (sent, total) => {
        if (sent < total && now() - publishedAt < PAUSE_MS) return;
        publishedAt = now();
        sender ??= new BroadcastChannel(CHANNEL);
        sender.postMessage({ id, sent, total } satisfies UploadProgress);
      };
    },
    subscribe(onProgress) {
      const receiver = new BroadcastChannel(CHANNEL);
      receiver.onmessage = ({ data }: { data: unknown }) => {
        const parsed = v.safeParse(Progress, data);
        if (parsed.success) onProgress(parsed.output);
      };
      return () => receiver.close();
    },
  };
}
