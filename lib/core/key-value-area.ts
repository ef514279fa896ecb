/** A small store of values by key, which outlives the worker. */
export type KeyValueArea = {
  get: (key: string) => Promise<unknown>;
  set: (key: string, value: unknown) => Promise<void>;
  /** Calls back when the value of a key has changed, in whichever context. */
  subscribe: (key: string, onChange: () => void) => () => void;
};
