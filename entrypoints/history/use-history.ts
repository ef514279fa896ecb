import { useEffect, useState } from 'preact/hooks';
import type { HistoryModel, HistoryState } from './history-model.ts';

/** The state of the model, as it is now. */
export function useHistory(model: HistoryModel): HistoryState {
  const [state, setState] = useState(model.current);
  useEffect(() => {
    setState(model.current());
    return model.subscribe(() => setState(model.current()));
  }, [model]);
  return state;
}
