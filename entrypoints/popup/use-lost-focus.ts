import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/**
 * Where the row that had the focus went away with its answer, the focus goes on to the next question, or to the list.
 * @returns what is to be called when a question is answered
 */
export function useLostFocus(list: RefObject<HTMLElement | null>, questionCount: number): () => void {
  const isAnswered = useRef(false);
  useEffect(() => {
    if (!isAnswered.current) return;
    isAnswered.current = false;
    const isLost = document.activeElement === null || document.activeElement === document.body;
    if (!isLost) return;
    const next = list.current?.querySelector<HTMLElement>('.question input, .question button');
    (next ?? list.current)?.focus();
  }, [questionCount]);
  return () => {
    isAnswered.current = true;
  };
}
