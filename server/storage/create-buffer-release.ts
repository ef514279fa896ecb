import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Makes a function that lets V8 look at once for buffers that nobody holds any more. Of itself it does so only after some
 * 64 MB of them, which an upload of hundreds of megabytes would always reach. A call takes about a millisecond: only the
 * young ones are looked at.
 */
export function createBufferRelease(): () => void {
  setFlagsFromString('--expose-gc');
  // A context has the function where the flag stood when it was made.
  const collect: unknown = runInNewContext('gc');
  return typeof collect === 'function' ? () => void collect({ type: 'minor' }) : () => {};
}
