import { describe, expect, it } from 'vitest';
import {
  createUnpackBudget,
  type LimitName,
  LimitReached,
  type UnpackBudget,
  type UnpackLimits,
} from '../../../../server/engines/unpack-budget.ts';

const limits: UnpackLimits = {
  maxDepth: 1,
  maxFolders: 100,
  maxMembers: 3,
  maxBytes: 1_000,
  maxMemberBytes: 600,
  maxRatio: 5,
  ratioFloorBytes: 100,
  maxMs: 50,
};

/** The limit that a step meets; null for none. */
function met(step: () => void): LimitName | null {
  try {
    step();
    return null;
  } catch (error) {
    if (error instanceof LimitReached) return error.limit;
    throw error;
  }
}

function create(packedBytes = 1_000): { budget: UnpackBudget; clock: { now: number } } {
  const clock = { now: 1_000 };
  return { budget: createUnpackBudget(limits, packedBytes, () => clock.now), clock };
}

describe('createUnpackBudget', () => {
  it('lets each limit itself pass', () => {
    const { budget, clock } = create(200);
    clock.now += limits.maxMs;
    expect(met(() => budget.growTo(600))).toBeNull();
    for (const size of [600, 400, 0]) expect(met(() => budget.addMember(size))).toBeNull();
    expect(budget.spent()).toBeNull();
  });

  it('stops a member, and all of them together, at their bytes', () => {
    const { budget } = create();
    expect(met(() => budget.growTo(601))).toBe('member_size');
    budget.addMember(600);
    expect(met(() => budget.growTo(401))).toBe('size');
    expect(met(() => budget.addMember(401))).toBe('size');
    expect(budget.spent()).toBeNull();
  });

  it('stops at the ratio, but only above its floor', () => {
    const { budget } = create(1);
    expect(met(() => budget.growTo(100))).toBeNull();
    expect(met(() => budget.growTo(101))).toBe('ratio');
  });

  it('counts a member that is too large on while its archive grows as a bomb does', () => {
    const { budget, clock } = create();
    expect([600, 601].map(budget.isTooLarge)).toEqual([false, true]);
    expect(met(() => budget.countTo(5_000, { unpacked: 6, packed: 1 }))).toBeNull();
    expect(met(() => budget.countTo(5_001, { unpacked: 6, packed: 1 }))).toBe('ratio');
    expect(met(() => budget.countTo(601, { unpacked: 5, packed: 1 }))).toBe('member_size');
    clock.now += limits.maxMs + 1;
    expect(met(() => budget.countTo(601, { unpacked: 6, packed: 1 }))).toBe('time');
  });

  it('counts what was unpacked on the way as it counts members', () => {
    const { budget } = create();
    expect(met(() => budget.spend(700))).toBeNull();
    expect(budget.room()).toBe(300);
    expect(met(() => budget.spend(301))).toBe('size');
    expect(met(() => budget.growTo(0))).toBe('size');
  });

  it('stops at the members, and has nothing left then', () => {
    const { budget } = create();
    for (let member = 0; member < 3; member += 1) budget.addMember(0);
    expect(budget.spent()).toBeNull();
    expect(met(() => budget.addMember(0))).toBe('members');
    expect(budget.spent()).toBe('members');
  });

  it('stops at the time, and has nothing left then', () => {
    const { budget, clock } = create();
    clock.now += limits.maxMs + 1;
    expect(met(() => budget.growTo(1))).toBe('time');
    expect(budget.spent()).toBe('time');
  });
});
