/** @typedef {{ os?: string[], cpu?: string[], libc?: string[] }} Platforms What a package says it is for. */
/** @typedef {{ os: string, cpu: string, libc: string | undefined }} Host */

/**
 * Tells whether a package is made for this very kind of machine. One that says nothing of machines is not: whether npm
 * has to install it can't be told from it alone.
 * @param {Platforms} platforms
 * @param {Host} host
 */
export function fitsHost({ os, cpu, libc }, host) {
  if (os === undefined && cpu === undefined) return false;
  return matches(os, host.os) && matches(cpu, host.cpu) && matches(libc, host.libc);
}

/** @returns {Host} */
export function readHost() {
  return { os: process.platform, cpu: process.arch, libc: readLibc() };
}

/**
 * @param {string[] | undefined} names such as `linux`, or `!win32` for anything else
 * @param {string | undefined} actual
 */
function matches(names, actual) {
  if (names === undefined) return true;
  if (actual === undefined) return false;
  const refused = names.filter((name) => name.startsWith('!'));
  return refused.length > 0 ? !refused.includes(`!${actual}`) : names.includes(actual);
}

function readLibc() {
  if (process.platform !== 'linux') return undefined;
  const report = process.report?.getReport();
  const header = typeof report === 'object' && 'header' in report ? report.header : undefined;
  const isGlibc = typeof header === 'object' && header !== null && 'glibcVersionRuntime' in header;
  return isGlibc ? 'glibc' : 'musl';
}
