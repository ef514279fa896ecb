import { readFileSync } from 'node:fs';

const kept: WebAssembly.Module[] = [];

/**
 * Keeps YARA-X compiled in this process. V8 shares what threads have compiled of a module for as long as one of them has
 * it; when a server stops and another starts, none has. Compiling it anew would be most of the work of a start.
 */
export function keepEngineCode(): void {
  if (kept.length > 0) return;
  const entry = new URL(import.meta.resolve('@virustotal/yara-x'));
  kept.push(new WebAssembly.Module(readFileSync(new URL('yara_x_js_bg.wasm', entry))));
}
