import { describe, expect, it } from 'vitest';
import { createRedirectTrail } from '../../../lib/core/redirect-trail.ts';

describe('createRedirectTrail', () => {
  it('keeps the way of each request, and forgets it when it is taken', () => {
    const trail = createRedirectTrail();
    trail.add('1', 'a');
    trail.add('2', 'x');
    trail.add('1', 'b');
    expect(trail.take('1')).toEqual(['a', 'b']);
    expect(trail.take('1')).toEqual([]);
    expect(trail.take('2')).toEqual(['x']);
  });

  it('does not grow without end', () => {
    const trail = createRedirectTrail();
    for (let step = 0; step < 1_000; step += 1) trail.add('loop', `step ${step}`);
    expect(trail.take('loop')).toHaveLength(20);
    for (let number = 0; number < 1_000; number += 1) trail.add(`${number}`, 'a');
    const kept = Array.from({ length: 1_000 }, (_, number) => trail.take(`${number}`)).filter(
      ({ length }) => length,
    );
    expect(kept).toHaveLength(200);
  });
});
