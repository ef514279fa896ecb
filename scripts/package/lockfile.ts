import * as v from 'valibot';

const Names = v.optional(v.record(v.string(), v.string()), {});

const LockedPackage = v.object({
  /** Left out where the folder says it. */
  name: v.optional(v.string()),
  version: v.optional(v.string()),
  /** An SPDX expression, or what the package says instead of one. */
  license: v.optional(v.string()),
  /** Hashes of the package as the registry gives it, in the words of Subresource Integrity. */
  integrity: v.optional(v.string()),
  resolved: v.optional(v.string()),
  link: v.optional(v.boolean(), false),
  dev: v.optional(v.boolean(), false),
  optional: v.optional(v.boolean(), false),
  hasInstallScript: v.optional(v.boolean(), false),
  dependencies: Names,
  optionalDependencies: Names,
  devDependencies: Names,
});

export type LockedPackage = v.InferOutput<typeof LockedPackage>;

/** The part of `package-lock.json` that is read here. The key '' is the project, every other one a folder. */
export const Lockfile = v.object({
  lockfileVersion: v.literal(3),
  packages: v.record(v.string(), LockedPackage),
});

export type Lockfile = v.InferOutput<typeof Lockfile>;

/** What the package in a folder is called: `@stablelib/int` for `node_modules/@stablelib/int`. */
export function toPackageName(folder: string, { name }: Pick<LockedPackage, 'name'> = {}): string {
  return name ?? folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
}
