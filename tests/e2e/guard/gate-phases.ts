import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerFor } from './pass-on.ts';

/** What is asked of a scanner: to take a sample, or to tell of a scan. */
export type GatePhase = 'submit' | 'poll';

export type PhaseSwitches = {
  /** Requests of this phase wait from now on, until `open`. */
  hold: (phase: GatePhase) => void;
  /** Requests of this phase are answered with 503 from now on, until `open`. */
  refuse: (phase: GatePhase) => void;
  /** How many requests of this phase wait now. */
  waiting: (phase: GatePhase) => number;
  /** Everything passes again, what waited too. */
  open: () => void;
};

export type GatePhases = PhaseSwitches & {
  /** Has a request served, now or later, or refuses it. */
  pass: (phase: GatePhase, incoming: IncomingMessage, outgoing: ServerResponse, serve: () => void) => void;
};

/** Makes the switches of a door, which all let pass. */
export function createGatePhases(): GatePhases {
  const held = new Map<GatePhase, Set<() => void>>();
  const refused = new Set<GatePhase>();
  return {
    hold: (phase) => void held.set(phase, held.get(phase) ?? new Set()),
    refuse: (phase) => void refused.add(phase),
    waiting: (phase) => held.get(phase)?.size ?? 0,
    open() {
      const all = [...held.values()].flatMap((waiting) => [...waiting]);
      held.clear();
      refused.clear();
      for (const go of all) go();
    },
    pass(phase, incoming, outgoing, serve) {
      if (refused.has(phase)) {
        incoming.resume();
        return answerFor(outgoing, 503, { detail: 'The test has no scanner now.' });
      }
      const waiting = held.get(phase);
      if (waiting === undefined) return serve();
      waiting.add(serve);
      // Who asked is gone, with its worker or its browser.
      outgoing.once('close', () => waiting.delete(serve));
    },
  };
}
