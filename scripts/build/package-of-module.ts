/** Code that the tools put into a bundle by themselves, by how its id begins, and the package that it comes from. */
const MADE_BY = [
  ['\0vite/', 'vite'],
  ['\0rolldown/', 'rolldown'],
  ['\0commonjs', 'vite'],
  ['\0wxt', 'wxt'],
  ['\0virtual:wxt', 'wxt'],
  ['virtual:wxt', 'wxt'],
] as const;

/** What the builds make of our own, such as `nativePromises`. */
const OURS = '\0sluice:';

/**
 * The folder of the package that a module of a bundle comes from, below the project's root: `node_modules/preact`.
 * Undefined for our own code.
 * @param id of the module, as the bundler names it
 * @throws Error where nobody knows whose code it is
 */
export function packageOfModule(id: string): string | undefined {
  const path = id.replaceAll('\\', '/').replace(/\?.*$/, '');
  const [, maker] = MADE_BY.find(([start]) => path.startsWith(start)) ?? [];
  if (maker !== undefined) return `node_modules/${maker}`;
  const bare = path.replace(/^\0/, '');
  const [, inRoot] = /^.*?\/(node_modules\/.*)$/.exec(bare) ?? [];
  if (inRoot !== undefined) return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(inRoot)?.[0];
  if (path.startsWith('\0') && !path.startsWith(OURS))
    throw new Error(`Nobody knows whose code ${JSON.stringify(id)} is: see packageOfModule.`);
  return undefined;
}
