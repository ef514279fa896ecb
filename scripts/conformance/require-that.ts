/** Fails the requirement under test with these words, which say what was expected and what came. */
export function requireThat(condition: boolean, words: string): asserts condition {
  if (!condition) throw new Error(words);
}
