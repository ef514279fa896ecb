/**
 * Loads a module of the bootstrap. It is JavaScript, which the tests' type check does not read, so whoever asks names
 * the type; the module's own types are checked by `scripts/bootstrap/tsconfig.json`.
 */
export async function loadBootstrap<T>(name: string): Promise<T> {
  const module: T = await import(new URL(`../../../../scripts/bootstrap/${name}.mjs`, import.meta.url).href);
  return module;
}
