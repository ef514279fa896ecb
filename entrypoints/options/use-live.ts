import { useEffect, useState } from 'preact/hooks';

export type LiveStore<Value> = {
  load: () => Promise<Value>;
  subscribe: (onChange: () => void) => () => void;
};

/** What a store holds, from wherever it was changed. Where it can't be read again, the last value stays. */
export function useLive<Value>(store: LiveStore<Value>, initial: Value): Value {
  const [value, setValue] = useState(initial);
  useEffect(() => {
    const read = () => void store.load().then(setValue, () => {});
    return store.subscribe(read);
  }, [store]);
  return value;
}
