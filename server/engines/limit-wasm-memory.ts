import { setFlagsFromString } from 'node:v8';

/** https://webassembly.github.io/spec/core/exec/runtime.html#memory-instances */
const PAGE_BYTES = 65_536;

/**
 * Bounds each WebAssembly memory that is made in this process from now on, in any thread: 7-Zip's, which an archive may
 * ask for a dictionary of gigabytes, and YARA-X's, which holds a copy of what is scanned. Past it, the engine fails on
 * the sample. Workers have no bound of their own for it (https://nodejs.org/api/worker_threads.html, `resourceLimits`).
 * @param megabytes of 10^6 bytes.
 */
export function limitWasmMemory(megabytes: number): void {
  setFlagsFromString(`--wasm-max-mem-pages=${Math.ceil((megabytes * 1e6) / PAGE_BYTES)}`);
}
