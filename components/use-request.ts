import { useState } from 'preact/hooks';

export type UseRequest = {
  isBusy: boolean;
  /** The last one could not be taken. */
  hasFailed: boolean;
  /** Answers whether it was taken; never rejects. */
  run: (request: Promise<unknown>) => Promise<boolean>;
};

/** What a row asks of the background, one thing at a time. */
export function useRequest(): UseRequest {
  const [isBusy, setBusy] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  return {
    isBusy,
    hasFailed,
    async run(request) {
      setBusy(true);
      setFailed(false);
      try {
        await request;
        return true;
      } catch {
        setFailed(true);
        return false;
      } finally {
        setBusy(false);
      }
    },
  };
}
