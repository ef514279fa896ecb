import { useEffect, useState } from 'preact/hooks';

/** The time in ms since 1970, again after each interval (ms), so that ages on the screen stay true. */
export function useNow(intervalMs: number): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), intervalMs);
    return () => clearInterval(timer);
  }, [intervalMs]);
  return now;
}
