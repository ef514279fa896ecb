const CHANNEL = 'sluice-scans';

/** Tells every context of the extension that scans, or their holds, have changed. */
export type ScanChanges = {
  /**
   * @param scanId of the scan that changed; left out where it was something else
   * @param holdId of the hold that changed: the guard, which changes most of them, must not hear of it as of a scan
   */
  announce: (scanId?: string, holdId?: string) => void;
  /** Calls back after each change, here or in another context; answers a function that ends it. */
  subscribe: (onChange: (scanId: string | undefined, holdId: string | undefined) => void) => () => void;
};

/** Makes the announcer over a BroadcastChannel, which is opened when it is first needed. */
export function createScanChanges(): ScanChanges {
  let sender: BroadcastChannel | undefined;
  return {
    announce(...ids) {
      sender ??= new BroadcastChannel(CHANNEL);
      sender.postMessage(ids);
    },
    subscribe(onChange) {
      const receiver = new BroadcastChannel(CHANNEL);
      receiver.onmessage = ({ data }: MessageEvent<unknown>) => {
        const ids: readonly unknown[] = Array.isArray(data) ? data : [];
        onChange(toId(ids[0]), toId(ids[1]));
      };
      return () => receiver.close();
    },
  };
}

function toId(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
