/** What an administrator has set for this extension. */
export type ManagedArea = {
  /** All values by key; none where nobody administers this browser. Rejects where that can't be known. */
  load: () => Promise<Readonly<Record<string, unknown>>>;
  /** Calls back after each change; answers a function that ends it. */
  subscribe: (onChange: () => void) => () => void;
};
