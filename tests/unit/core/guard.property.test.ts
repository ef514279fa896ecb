import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decideFate } from '../../../lib/core/decide-fate.ts';
import { toGuardOutcome } from '../../../lib/core/guard-outcome.ts';
import { FALLBACKS, isHolding } from '../../../lib/core/guard-policy.ts';
import { HOLD_STATES, isHoldAtRest } from '../../../lib/core/hold-machine.ts';
import { dispositionOf, PROBLEMS } from '../../../lib/core/problem.ts';
import { isAtRest, SCAN_STATES } from '../../../lib/core/scan-machine.ts';
import { VERDICTS } from '../../../lib/core/verdict.ts';
import { aPolicy } from '../../factories/policy-factory.ts';
import { START_OF_TEST } from '../../fakes/fake-clock.ts';
import { createFakeGuard, type FakeGuard, type FakeGuardOptions } from '../../fakes/fake-guard.ts';
import { createFakeScanned, type FakeScanned, type ScannerAnswer } from '../../fakes/fake-scanned.ts';

const RUNS = 1_000;

type World = {
  options: FakeGuardOptions;
  guard: FakeGuard;
  scanned: FakeScanned;
  now: number;
  done: Command[];
};

type Command =
  | { do: 'pass'; ms: number }
  | { do: 'answer'; answer: ScannerAnswer }
  | { do: 'click'; choice: 'keep' | 'remove' }
  | { do: 'interrupt'; canResume: boolean; byPerson: boolean }
  | { do: 'fail'; count: number }
  | { do: 'die-after'; moves: number }
  | { do: 'complete' | 'resume' | 'delete' | 'forget' | 'stage' | 'lose-bytes' | 'override' }
  | { do: 'kill' | 'kill-sending' | 'restart-browser' | 'retry' | 'supply' | 'refuse-bytes' };

const FALLBACK = fc.constantFrom(...FALLBACKS);

const OPTIONS: fc.Arbitrary<FakeGuardOptions> = fc
  .record({
    mode: fc.constantFrom('warn', 'block'),
    holdUntilScanned: fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, fc.boolean()),
    onUnfinished: FALLBACK,
    onTooLarge: FALLBACK,
    onSuspicious: FALLBACK,
    scanTimeLimitMs: fc.constantFrom(5_000, 60_000, 120_000),
    canBeHeld: fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, fc.boolean()),
    canPark: fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, fc.boolean()),
    canRename: fc.boolean(),
    isAnew: fc.boolean(),
    mayGetBytes: fc.boolean(),
  })
  .map(({ canBeHeld, canPark, canRename, isAnew, mayGetBytes, ...policy }) => ({
    policy: aPolicy(policy),
    canBeHeld,
    canPark,
    canRename,
    isAnew,
    mayGetBytes,
  }));

const ANSWER: fc.Arbitrary<ScannerAnswer> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<ScannerAnswer>('accept', 'wait') },
  { weight: 3, arbitrary: fc.constantFrom(...VERDICTS).map((verdict) => ({ verdict })) },
  { weight: 2, arbitrary: fc.constantFrom(...PROBLEMS).map((problem) => ({ problem })) },
);

const COMMAND: fc.Arbitrary<Command> = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 1, max: 40_000 }).map((ms): Command => ({ do: 'pass', ms })) },
  { weight: 6, arbitrary: ANSWER.map((answer): Command => ({ do: 'answer', answer })) },
  {
    weight: 5,
    arbitrary: fc.constantFrom<Command>(
      { do: 'complete' },
      { do: 'stage' },
      { do: 'lose-bytes' },
      { do: 'resume' },
      { do: 'retry' },
      { do: 'supply' },
      { do: 'refuse-bytes' },
    ),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom<Command>({ do: 'kill' }, { do: 'kill-sending' }, { do: 'restart-browser' }),
  },
  {
    weight: 2,
    arbitrary: fc.integer({ min: 1, max: 3 }).map((moves): Command => ({ do: 'die-after', moves })),
  },
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 5 }).map((count): Command => ({ do: 'fail', count })) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Command>({ do: 'delete' }, { do: 'forget' }, { do: 'override' }),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({ canResume: fc.boolean(), byPerson: fc.boolean() })
      .map((facts): Command => ({ do: 'interrupt', ...facts })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('keep', 'remove').map((choice): Command => ({ do: 'click', choice })),
  },
);

function apply(world: World, command: Command): void {
  const { guard, scanned } = world;
  switch (command.do) {
    case 'pass':
      pass(world, command.ms);
      break;
    case 'answer':
      // The worker steps when the step is due.
      pass(world, Math.max(0, Math.min((scanned.scan().dueAt ?? 0) - world.now, 2_000)));
      scanned.step(world.now, command.answer);
      break;
    case 'click':
      guard.click(command.choice);
      break;
    case 'interrupt':
      guard.file.interrupt(command);
      break;
    case 'fail':
      guard.failActs(command.count);
      break;
    case 'die-after':
      guard.dieAfter(command.moves);
      break;
    case 'complete':
      guard.file.complete();
      break;
    case 'resume':
      guard.file.resume();
      break;
    case 'delete':
      guard.file.deleteFile();
      break;
    case 'forget':
      guard.file.forget();
      break;
    case 'stage':
      guard.stage();
      break;
    case 'lose-bytes':
      guard.loseBytes();
      break;
    case 'override':
      guard.overrideName();
      break;
    case 'kill':
      guard.die();
      break;
    case 'kill-sending':
      scanned.die(world.now);
      guard.die();
      break;
    case 'restart-browser':
      guard.file.interrupt({ canResume: false, byPerson: false });
      guard.die();
      break;
    case 'retry':
      scanned.retry(world.now);
      break;
    case 'supply':
      scanned.supply(world.now);
      break;
    case 'refuse-bytes':
      scanned.refuseBytes(world.now);
      break;
  }
}

/** Lets time go by, with a stop wherever the guard asked to be woken. */
function pass(world: World, ms: number): void {
  const end = world.now + ms;
  for (let stops = 0; stops < 50; stops += 1) {
    const dueAt = world.guard.hold().dueAt;
    if (dueAt === undefined || dueAt > end) break;
    world.now = Math.max(world.now, dueAt);
    world.guard.wake(world.now, world.scanned.scan());
  }
  world.now = end;
}

/** Twice: a worker that was made to die in the middle is started again. */
function wake({ guard, now, scanned }: World): void {
  guard.wake(now, scanned.scan());
  guard.wake(now, scanned.scan());
}

function makeWorld(options: FakeGuardOptions): World {
  return {
    options,
    guard: createFakeGuard(options),
    scanned: createFakeScanned(),
    now: START_OF_TEST,
    done: [],
  };
}

/** Runs each schedule with a claim that must hold after each of its commands. */
function holdsAlways(claim: (world: World) => void): void {
  fc.assert(
    fc.property(OPTIONS, fc.array(COMMAND, { minLength: 5, maxLength: 40 }), (options, commands) => {
      const world = makeWorld(options);
      for (const command of commands) {
        world.done.push(command);
        apply(world, command);
        wake(world);
        claim(world);
      }
    }),
    { numRuns: RUNS },
  );
}

const did = ({ done }: World, ...names: readonly Command['do'][]) =>
  done.some((one) => names.includes(one.do));

test('never clean without a verdict, and never released but by it', () => {
  holdsAlways(({ guard, scanned }) => {
    const { state, fate } = guard.hold();
    if (scanned.scan().verdict === 'clean') expect(scanned.told.at(-1)).toBe('clean');
    if (state === 'releasing' || state === 'released') {
      expect(scanned.told).toContain('clean');
      expect(fate).toEqual({ do: 'release', by: 'verdict', because: 'clean' });
    }
  });
});

test('never kept or removed unless the policy or a person says so', () => {
  holdsAlways((world) => {
    const { state, fate } = world.guard.hold();
    const isDecided = ['keeping', 'kept', 'removing', 'removed'].includes(state);
    if (!isDecided) return;
    if (fate?.by === 'person') {
      expect(did(world, 'click')).toBe(true);
      return;
    }
    expect(fate?.by).toBe('policy');
    // Whatever the policy may have been asked about says the same of one outcome at least.
    const scan = world.scanned.scan();
    const late = toGuardOutcome(
      { ...scan, state: 'polling', dueAt: 0 },
      { now: 1, limitAt: 0, mayGetBytes: false },
    );
    const outcomes = [late, ...VERDICTS.map((verdict) => ({ kind: 'verdict', verdict }) as const)];
    const others = [
      { kind: 'failed', problem: 'server-error' },
      { kind: 'too-large' },
      { kind: 'no-bytes' },
    ] as const;
    const fates = [...outcomes, ...others].flatMap((outcome) =>
      outcome === undefined ? [] : [decideFate(world.options.policy, outcome)],
    );
    expect(fates).toContainEqual({ do: fate?.do, because: fate?.because });
  });
});

test('never cancelled without a staged copy, but where somebody wants it removed; no such copy is given up', () => {
  holdsAlways(({ guard }) => expect(guard.wrongs()).toBe(0));
});

test('nothing is lost but by a removal, or by those who took it from everybody', () => {
  const losing: readonly Command['do'][] = ['interrupt', 'restart-browser', 'delete', 'forget', 'lose-bytes'];
  holdsAlways((world) => {
    const { guard } = world;
    const { state, place, fate } = guard.hold();
    const isHandedOver = place === 'own-name' || place === 'marked-name';
    if (guard.file.isThere() || guard.hasBytes() || isHandedOver || fate?.do === 'remove') return;
    expect(did(world, ...losing)).toBe(true);
    if (state === 'gone') expect(guard.hold().lostBecause).toBeDefined();
  });
});

test('nothing unverified stands under its own name, but with a mark that it did', () => {
  holdsAlways(({ guard, options }) => {
    const { fate, exposedAt, exposedBecause } = guard.hold();
    if (!guard.file.isUnderOwnName() || fate !== undefined) return;
    if (guard.file.find().kind === 'missing') return;
    expect(exposedAt).toBeTypeOf('number');
    if (!isHolding(options.policy) || !options.canBeHeld) return;
    expect(exposedBecause).not.toBe('not-held');
  });
});

test('without faults nothing unverified stands under its own name at all', () => {
  const harmless: readonly Command['do'][] = [
    'pass',
    'answer',
    'complete',
    'stage',
    'click',
    'retry',
    'supply',
    'refuse-bytes',
  ];
  const command = COMMAND.filter((one) => harmless.includes(one.do));
  fc.assert(
    fc.property(OPTIONS, fc.array(command, { maxLength: 40 }), (options, commands) => {
      const policy = { ...options.policy, holdUntilScanned: true };
      const world = makeWorld({ ...options, policy, canBeHeld: true, canPark: true });
      for (const one of commands) {
        world.done.push(one);
        apply(world, one);
        wake(world);
        expect(world.guard.hold()).not.toHaveProperty('exposedAt');
        // What was scanned is what is handed over, unless a person took what there was. A parked file is read first.
        const { markedName, isOfCopy } = world.guard.hold();
        if (!did(world, 'click') && markedName === undefined) expect(isOfCopy).toBeUndefined();
        const isLetThrough = ['release', 'keep'].includes(world.guard.hold().fate?.do ?? '');
        if (!isLetThrough) expect(world.guard.file.isUnderOwnName()).toBe(false);
      }
    }),
    { numRuns: RUNS },
  );
});

test('every scan ends, is due, or waits for a person; so does every hold', () => {
  holdsAlways(({ guard, scanned }) => {
    const scan = scanned.scan();
    const { problem } = scan;
    const needsPerson =
      problem &&
      ['submit', 'poll'].some((phase) => {
        const one = phase === 'submit' ? 'submit' : 'poll';
        return dispositionOf(problem, one) === 'person';
      });
    expect(isAtRest(scan.state) || scan.dueAt !== undefined || needsPerson).toBe(true);
    const { state, dueAt, question } = guard.hold();
    expect(isHoldAtRest(state) || dueAt !== undefined || question !== undefined).toBe(true);
  });
});

test('once the faults are over, every hold comes to rest or asks', () => {
  fc.assert(
    fc.property(
      OPTIONS,
      fc.array(COMMAND, { maxLength: 40 }),
      fc.constantFrom(...VERDICTS),
      (options, commands, verdict) => {
        const world = makeWorld(options);
        for (const command of commands) {
          apply(world, command);
          wake(world);
        }
        const { guard, scanned } = world;
        guard.failActs(0);
        for (let round = 0; round < 60; round += 1) {
          world.now += 10_000;
          scanned.retry(world.now);
          scanned.step(world.now, scanned.scan().state === 'queued' ? 'accept' : { verdict });
          guard.file.resume();
          guard.file.complete();
          wake(world);
        }
        const { state, question } = guard.hold();
        expect(isHoldAtRest(state) || question !== undefined).toBe(true);
        expect(isAtRest(scanned.scan().state)).toBe(true);
      },
    ),
    { numRuns: RUNS },
  );
});

test('the schedules reach every state of both machines', () => {
  const holds = new Set<string>();
  const scans = new Set<string>();
  holdsAlways(({ guard, scanned }) => {
    for (const state of guard.visited) holds.add(state);
    scans.add(scanned.scan().state);
  });
  expect([...holds].toSorted()).toEqual(HOLD_STATES.toSorted());
  // This address is a link to a public host: it is not withheld.
  const missing = SCAN_STATES.filter((state) => !scans.has(state));
  expect(missing).toEqual(['withheld']);
});
