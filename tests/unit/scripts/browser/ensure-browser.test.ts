import { describe, expect, it } from 'vitest';
import { ensureBrowser } from '../../../../scripts/browser/ensure-browser.ts';
import type { FoundBrowser } from '../../../../scripts/browser/find-browser.ts';

const CHROMIUM: FoundBrowser = {
  path: '/usr/bin/chromium',
  kind: 'chromium',
  version: '156.0.0.0',
  canLoadExtension: true,
};

describe('ensureBrowser', () => {
  it('installs nothing where there is a browser', () => {
    const { commands } = ensure({ appearsAfter: '', canUseApt: true });
    expect(commands).toEqual([]);
  });

  it('takes Playwright’s, and on Debian what that needs of the system', () => {
    expect(ensure({ appearsAfter: 'install --no-shell', canUseApt: false }).commands).toHaveLength(1);
    expect(ensure({ appearsAfter: 'install --no-shell', canUseApt: true }).commands[1]).toContain(
      'install-deps chromium',
    );
  });

  it('takes the system’s where Playwright’s can’t be had', () => {
    const { found, commands } = ensure({ appearsAfter: 'apt-get install', canUseApt: true });
    expect(found).toBe(CHROMIUM);
    expect(commands.slice(1)).toEqual([
      'apt-get update',
      'apt-get install --yes --no-install-recommends chromium fonts-dejavu-core',
    ]);
  });

  it('says what to do where nothing works', () => {
    expect(() => ensure({ appearsAfter: 'apt-get install', canUseApt: false })).toThrow('SLUICE_BROWSER=');
    expect(() => ensure({ appearsAfter: 'never', canUseApt: true })).toThrow('apt-get install chromium');
  });
});

/** Runs it on a machine where a browser appears with the first command that contains some words. */
function ensure({ appearsAfter, canUseApt }: { appearsAfter: string; canUseApt: boolean }) {
  const commands: string[] = [];
  const hasAppeared = () => appearsAfter === '' || commands.some((command) => command.includes(appearsAfter));
  const found = ensureBrowser({
    find: () => (hasAppeared() ? CHROMIUM : undefined),
    run: (command, args) => void commands.push([command, ...args].join(' ')),
    canUseApt,
  });
  return { found, commands };
}
