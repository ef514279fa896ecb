import * as v from 'valibot';

/** A refusal: `detail` for the request as a whole, else the fields with what is wrong with each. */
export const errorSchema = v.union([
  v.object({ detail: v.pipe(v.string(), v.nonEmpty()) }),
  v.pipe(
    v.record(v.string(), v.pipe(v.array(v.string()), v.nonEmpty())),
    v.check((fields) => Object.keys(fields).length > 0, 'Expected at least one field.'),
  ),
]);
