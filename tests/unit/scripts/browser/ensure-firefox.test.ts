import { describe, expect, it } from 'vitest';
import { ensureFirefox } from '../../../../scripts/browser/ensure-firefox.ts';

describe('ensureFirefox', () => {
  it('installs nothing where there is one', () => {
    expect(ensure({ appearsAfter: '', canUseApt: true })).toEqual({
      found: '/usr/bin/firefox',
      commands: [],
    });
  });

  it('takes the system’s where it may install it', () => {
    expect(ensure({ appearsAfter: 'apt-get install', canUseApt: true })).toEqual({
      found: '/usr/bin/firefox',
      commands: [
        'apt-get update',
        'apt-get install --yes --no-install-recommends firefox-esr fonts-dejavu-core',
      ],
    });
  });

  it.each([
    { appearsAfter: 'apt-get install', canUseApt: false },
    { appearsAfter: 'never', canUseApt: true },
  ])('says what to do where it can not: %j', (machine) => {
    expect(() => ensure(machine)).toThrow(/apt-get install firefox-esr.*SLUICE_FIREFOX=/);
  });
});

/** Runs it on a machine where Firefox appears with the first command that contains some words. */
function ensure({ appearsAfter, canUseApt }: { appearsAfter: string; canUseApt: boolean }) {
  const commands: string[] = [];
  const hasAppeared = () => appearsAfter === '' || commands.some((command) => command.includes(appearsAfter));
  const found = ensureFirefox({
    find: () => (hasAppeared() ? '/usr/bin/firefox' : undefined),
    run: (command, args) => void commands.push([command, ...args].join(' ')),
    canUseApt,
  });
  return { found, commands };
}
