import * as v from 'valibot';
import type { HttpAnswer } from '../../http/send-request.ts';

/**
 * Reads an answer as JSON of a shape.
 * @throws Error that names the field and shows the beginning of the answer
 */
export function parseAnswer<Output>(schema: v.GenericSchema<unknown, Output>, answer: HttpAnswer): Output {
  const parsed = v.safeParse(schema, toJson(answer));
  if (parsed.success) return parsed.output;
  const [first] = parsed.issues;
  throw new Error(`${v.getDotPath(first) ?? 'the answer'}: ${first.message} ${show(answer)}`);
}

function toJson(answer: HttpAnswer): unknown {
  try {
    return JSON.parse(answer.text);
  } catch {
    throw new Error(`The answer is not JSON. ${show(answer)}`);
  }
}

function show({ status, text }: HttpAnswer): string {
  return `The answer was ${status} ${text.slice(0, 300)}`;
}
