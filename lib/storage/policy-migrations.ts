/** The fields of a stored policy, of whichever version. */
export type PolicyFields = Readonly<Record<string, unknown>>;

/** Makes the fields of the next version. Frozen once it is released: a change of the shape is a new one. */
export type PolicyMigration = (fields: PolicyFields) => PolicyFields;

/** The one at the place 0 leads from version 1 to version 2, and so on. There is one version only so far. */
export const POLICY_MIGRATIONS: readonly PolicyMigration[] = [];

/**
 * Fields of an older version, brought to the newest. A migration that fails ends it there: what the fields have in
 * common with the newest version is still read, one by one. Nothing is written.
 * @param version of `fields`; a newer one than is known is left as it is
 */
export function migratePolicy(
  fields: PolicyFields,
  version: number,
  migrations: readonly PolicyMigration[] = POLICY_MIGRATIONS,
): PolicyFields {
  let current = fields;
  for (const migrate of migrations.slice(version - 1)) {
    try {
      current = migrate(current);
    } catch {
      return current;
    }
  }
  return current;
}
