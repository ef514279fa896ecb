import * as v from 'valibot';

/** Answer of both submissions, as `files-api.txt` prints it. Further fields are allowed in every schema here. */
export const submitAnswerSchema = v.object({
  scan_id: v.pipe(v.number(), v.integer()),
  callback_params: v.nullish(v.record(v.string(), v.unknown())),
});
