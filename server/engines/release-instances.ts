import type { InitOutput } from '@virustotal/yara-x';

/** Scans between two looks at the table. */
const EVERY = 100;

/**
 * Lets go of what scans leave behind: the WebAssembly build (1.20.0) makes an instance for each, and forgets one reference
 * to it in a table that keeps it, with its memory of 64 kB, for the life of the thread. After some 6,700 there is no room
 * for another one's address space, and every scan fails.
 * @returns what is to be called after each scan.
 */
export function createInstanceRelease(output: InitOutput): () => void {
  const table = output.__wbindgen_externrefs;
  const seen = new WeakSet<WebAssembly.Instance>();
  let made = 0;

  // What the look before has seen belongs to a scan that is long over.
  function release(): void {
    for (let slot = 0; slot < table.length; slot += 1) {
      const value: unknown = table.get(slot);
      if (!(value instanceof WebAssembly.Instance)) continue;
      if (seen.has(value)) output.__externref_table_dealloc_command_export(slot);
      else seen.add(value);
    }
  }

  return () => {
    made += 1;
    if (made % EVERY === 0) release();
  };
}
