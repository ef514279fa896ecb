type Camel<Word extends string> = Word extends `${infer First}-${infer Rest}`
  ? `${First}${Capitalize<Camel<Rest>>}`
  : Word;

/**
 * The key of the message about a word of a list, such as `problem.notJson` about `not-json`. Whether there is a message
 * for every word of the list is seen by the compiler.
 */
export function toMessageKey<const Group extends string, const Word extends string>(
  group: Group,
  word: Word,
): `${Group}.${Camel<Word>}` {
  const camel = word.replace(/-(.)/g, (_dash, letter: string) => letter.toUpperCase());
  return `${group}.${camel as Camel<Word>}`;
}
