/** How many copies are made at a time: each has a connection of its own. */
export const MAX_COPIES_AT_A_TIME = 4;

/** The copies under way. */
export type CopyRuns<Answer> = {
  /**
   * Runs a copy when there is room; a second call of the same id and kind shares the run. The kinds of one id follow
   * each other, since both stage under that id.
   */
  share: (id: string, kind: string, run: () => Promise<Answer>) => Promise<Answer>;
};

type Run<Answer> = { kind: string; answer: Promise<Answer> };

/** Makes the queue of copies. */
export function createCopyRuns<Answer>(): CopyRuns<Answer> {
  /** The last run of each id. */
  const runs = new Map<string, Run<Answer>>();
  const waiting: (() => void)[] = [];
  let free = MAX_COPIES_AT_A_TIME;

  async function takeTurn(): Promise<void> {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
  }

  /** Hands the place to the next one, rather than freeing it for whoever comes first. */
  function passOn(): void {
    const next = waiting.shift();
    if (next === undefined) free += 1;
    else next();
  }

  async function runAfter(earlier: Run<Answer> | undefined, run: () => Promise<Answer>): Promise<Answer> {
    await earlier?.answer.catch(() => {});
    await takeTurn();
    try {
      return await run();
    } finally {
      passOn();
    }
  }

  return {
    share(id, kind, run) {
      const current = runs.get(id);
      if (current?.kind === kind) return current.answer;
      const answer = runAfter(current, run).finally(() => {
        if (runs.get(id)?.answer === answer) runs.delete(id);
      });
      runs.set(id, { kind, answer });
      return answer;
    },
  };
}
