const CHANNEL = 'sluice-scans';

/** Tells every context of the extension that scans have changed. */
export type ScanChanges = {
  /** @param scanId of the scan that changed; left out where it was something else, such as a hold */
  announce: (scanId?: string) => void;
  /** Calls back after each change, here or in another context; answers a function that ends it. */
  subscribe: (onChange: (scanId: string | undefined) => void) => () => void;
};

/** Makes the announcer over a BroadcastChannel, which is opened when it is first needed. */
export function createScanChanges(): ScanChanges {
  let sender: BroadcastChannel | undefined;
  return {
    announce(scanId = '') {
      sender ??= new BroadcastChannel(CHANNEL);
      sender.postMessage(scanId);
    },
    subscribe(onChange) {
      const receiver = new BroadcastChannel(CHANNEL);
      receiver.onmessage = ({ data }: MessageEvent<unknown>) =>
        onChange(typeof data === 'string' && data !== '' ? data : undefined);
      return () => receiver.close();
    },
  };
}
