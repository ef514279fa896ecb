import * as v from 'valibot';

/** Issues in the style of Django REST framework: each field that is wrong, with every reason. */
export function toFieldErrors(issues: readonly v.BaseIssue<unknown>[]): { [field: string]: string[] } {
  const errors: { [field: string]: string[] } = {};
  for (const issue of issues) {
    const field = v.getDotPath(issue) ?? 'non_field_errors';
    errors[field] = [...(errors[field] ?? []), issue.message];
  }
  return errors;
}
