import * as v from 'valibot';

/** How long a question is kept waiting for the end of a job, in ms: shorter than the 30 s that a worker lives idle. */
export const ANSWER_AFTER_MS = 20_000;
/** Outcomes that are kept although somebody has them. Each is a few words. */
const MAX_KEPT = 500;

/** The question whether the document has nothing to do and nothing to tell. Answered with a boolean. */
export const IDLE_QUESTION = 'is-idle';
/** The word that the outcome of a job, named by its key, has arrived. */
export const RECEIVED_WORD = 'received';

/** How far a job is. `outcome` is parsed by who asked. */
export const JobAnswer = v.variant('state', [
  v.object({ state: v.literal('running') }),
  v.object({ state: v.literal('settled'), key: v.string(), outcome: v.unknown() }),
]);

const Received = v.object({ key: v.string() });

/** The key that the word names. */
export function parseReceived(word: unknown): string {
  return v.parse(Received, word).key;
}

export type JobState<Outcome> = { state: 'running' } | { state: 'settled'; key: string; outcome: Outcome };

type Job<Outcome> = { done: Promise<JobState<Outcome>>; state: JobState<Outcome>; isReceived: boolean };

/** Work that goes on when nobody waits for it, by its key. */
export type OffscreenJobs<Outcome> = {
  /**
   * Begins the work unless it is under way or its outcome is held, and answers with the outcome; or, after 20 s, that
   * it still runs.
   */
  run: (key: string, work: () => Promise<Outcome>) => Promise<JobState<Outcome>>;
  /** How far it is; nothing where it is not known. */
  peek: (key: string) => JobState<Outcome> | undefined;
  /** The outcome has arrived: it need be held no longer. */
  receive: (key: string) => void;
  /** Nothing runs, and no outcome is held that nobody has. */
  isIdle: () => boolean;
};

export type OffscreenJobsDeps<Outcome> = {
  /** Calls back once; answers what stops it. */
  startTimer: (callback: () => void, delayMs: number) => () => void;
  /**
   * Where outcomes are kept: `elsewhere`, so that whoever asks again finds them there; `here` until somebody has them;
   * `for-good`, so that the work is not done twice even then.
   */
  keep: (outcome: Outcome) => 'elsewhere' | 'here' | 'for-good';
  /** What becomes of work that throws. */
  toOutcome: (error: unknown) => Outcome;
  /** Called at the end of each job: whoever waited for it may be gone. */
  onSettled: () => void;
};

/** Makes the table of jobs. It is in memory: it ends with the document. */
export function createOffscreenJobs<Outcome>(deps: OffscreenJobsDeps<Outcome>): OffscreenJobs<Outcome> {
  const { startTimer, keep, toOutcome, onSettled } = deps;
  const jobs = new Map<string, Job<Outcome>>();

  function begin(key: string, work: () => Promise<Outcome>): Job<Outcome> {
    const settle = (outcome: Outcome): JobState<Outcome> => {
      job.state = { state: 'settled', key, outcome };
      if (keep(outcome) === 'elsewhere') jobs.delete(key);
      onSettled();
      return job.state;
    };
    const done = work().catch(toOutcome).then(settle);
    const job: Job<Outcome> = { done, state: { state: 'running' }, isReceived: false };
    jobs.set(key, job);
    return job;
  }

  /** The first are the oldest: maps keep the order in which their keys came. */
  function forgetOldest(): void {
    const received = [...jobs].filter(([, { isReceived }]) => isReceived);
    for (const [key] of received.slice(0, Math.max(0, received.length - MAX_KEPT))) jobs.delete(key);
  }

  return {
    async run(key, work) {
      const job = jobs.get(key) ?? begin(key, work);
      if (job.state.state === 'settled') return job.state;
      let stop = () => {};
      const later = new Promise<void>((resolve) => {
        stop = startTimer(resolve, ANSWER_AFTER_MS);
      });
      await Promise.race([job.done, later]);
      stop();
      return job.state;
    },
    peek: (key) => jobs.get(key)?.state,
    receive(key) {
      const job = jobs.get(key);
      if (job?.state.state !== 'settled') return;
      job.isReceived = true;
      if (keep(job.state.outcome) === 'here') jobs.delete(key);
      else forgetOldest();
    },
    isIdle: () => [...jobs.values()].every(({ isReceived }) => isReceived),
  };
}
