const CHANNEL = 'sluice-scans';

/** Tells every context of the extension that scans have changed. */
export type ScanChanges = {
  announce: () => void;
  /** Calls back after each change made in another context; answers a function that ends it. */
  subscribe: (onChange: () => void) => () => void;
};

/** Makes the announcer over a BroadcastChannel, which is opened when it is first needed. */
export function createScanChanges(): ScanChanges {
  let sender: BroadcastChannel | undefined;
  return {
    announce() {
      sender ??= new BroadcastChannel(CHANNEL);
      sender.postMessage('changed');
    },
    subscribe(onChange) {
      const receiver = new BroadcastChannel(CHANNEL);
      receiver.onmessage = onChange;
      return () => receiver.close();
    },
  };
}
