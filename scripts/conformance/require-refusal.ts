import type { HttpAnswer } from '../http/send-request.ts';
import { requireThat } from './require-that.ts';
import { errorSchema } from './schemas/error-schema.ts';
import { parseAnswer } from './schemas/parse-answer.ts';

/** A 400 in one of the documented shapes, which names at least one of these fields somewhere. */
export function requireRefusal(answer: HttpAnswer, fields: readonly string[], what: string): void {
  requireThat(
    answer.status === 400,
    `${what}: expected 400, and ${answer.status} came: ${answer.text.slice(0, 200)}`,
  );
  parseAnswer(errorSchema, answer);
  requireThat(
    fields.some((field) => answer.text.includes(field)),
    `${what}: the answer names none of ${fields.join(', ')}: ${answer.text.slice(0, 200)}`,
  );
}
