/** The last part of a path, as it is: for names that are given back to the browser, not shown. */
export function toLastPart(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? '';
}
