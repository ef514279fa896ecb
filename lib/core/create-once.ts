/** Makes a function that does `act` once, for all who call it; where that failed, the next call tries again. */
export function createOnce<Answer>(act: () => Promise<Answer>): () => Promise<Answer> {
  let answer: Promise<Answer> | undefined;
  return () => {
    answer ??= act().catch((error: unknown) => {
      answer = undefined;
      throw error;
    });
    return answer;
  };
}
