import { useEffect } from 'preact/hooks';

/** Has the browser ask before the page is left with changes that do not hold yet. */
export function useUnapplied(isChanged: boolean): void {
  useEffect(() => {
    if (!isChanged) return;
    const onLeave = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', onLeave);
    return () => window.removeEventListener('beforeunload', onLeave);
  }, [isChanged]);
}
