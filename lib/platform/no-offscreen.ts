import type { Offscreen } from './offscreen.ts';

/** Stands in where the browser knows no offscreen documents: its background is a document itself. */
export function createNoOffscreen(): Offscreen {
  const refuse = () => Promise.reject(new Error('This browser has no offscreen documents.'));
  return {
    isAvailable: () => false,
    ask: refuse,
    askUntilSettled: refuse,
    askIfThere: async () => undefined,
    rest: async () => {},
  };
}
