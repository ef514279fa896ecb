import { describe, expect, it } from 'vitest';
import { findSwallowedOption } from '../../../../scripts/tools/find-swallowed-option.ts';

const NAMES = ['dry-run', 'runs', 'json'];

describe('findSwallowedOption', () => {
  it.each([
    ['npm_config_dry_run', '--dry-run'],
    ['npm_config_runs', '--runs'],
  ])('finds in %s that npm has taken %s', (name, option) => {
    expect(findSwallowedOption(NAMES, ['1.2.3'], { [name]: 'true' })).toBe(option);
  });

  it.each(['--runs', '--runs=3'])('is content where %s has come through', (arg) => {
    expect(findSwallowedOption(NAMES, [arg], { npm_config_runs: '3' })).toBeUndefined();
  });

  it('leaves alone what npm has a setting of its own for, what is empty and what is not ours', () => {
    const env = { npm_config_json: 'true', npm_config_dry_run: '', npm_config_registry: 'x' };
    expect(findSwallowedOption(NAMES, [], env)).toBeUndefined();
  });
});
