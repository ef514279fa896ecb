/** The stores take four numbers at most, each up to this: https://developer.chrome.com/docs/extensions/reference/manifest/version */
const LARGEST = 65_535;

export type Version = readonly [number, number, number];

/** Reads `1.2.3`. Undefined for everything else, and for numbers that the stores don't take. */
export function parseVersion(text: string): Version | undefined {
  const [, major, minor, patch] = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/.exec(text) ?? [];
  if (major === undefined || minor === undefined || patch === undefined) return undefined;
  const version = [Number(major), Number(minor), Number(patch)] as const;
  return version.every((number) => number <= LARGEST) ? version : undefined;
}

/** Whether a version is a later one than the other. */
export function isLater(version: Version, other: Version): boolean {
  const at = version.findIndex((number, index) => number !== other[index]);
  return at >= 0 && (version[at] ?? 0) > (other[at] ?? 0);
}
