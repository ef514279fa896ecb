import type { KeyValueArea } from '../core/key-value-area.ts';

const ALERT_KEY = 'alert';

/** Whether there is a malicious result that nobody has seen. */
export type AlertStore = {
  load: () => Promise<boolean>;
  save: (isOn: boolean) => Promise<void>;
  /** Calls back after each change, in whichever context; answers a function that ends it. */
  subscribe: (onChange: () => void) => () => void;
};

/** Makes the store of it, which outlives the worker and the browser. */
export function createAlertStore(area: KeyValueArea): AlertStore {
  return {
    load: async () => (await area.get(ALERT_KEY)) === true,
    save: (isOn) => area.set(ALERT_KEY, isOn),
    subscribe: (onChange) => area.subscribe(ALERT_KEY, onChange),
  };
}
