import { useEffect, useState } from 'preact/hooks';

/** A part of the page that is loaded when it is first wanted; undefined until it is there. */
export function useLazy<Part>(isWanted: boolean, load: () => Promise<Part>): Part | undefined {
  const [part, setPart] = useState<{ it: Part }>();
  useEffect(() => {
    if (isWanted && part === undefined) void load().then((it) => setPart({ it }));
  }, [isWanted]);
  return part?.it;
}
