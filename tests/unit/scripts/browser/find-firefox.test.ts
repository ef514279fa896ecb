import { describe, expect, it } from 'vitest';
import { findFirefox } from '../../../../scripts/browser/find-firefox.ts';

describe('findFirefox', () => {
  it('takes the one that is named', () => {
    const found = find({
      env: { SLUICE_FIREFOX: '/my/firefox' },
      files: ['/my/firefox', '/usr/bin/firefox'],
    });
    expect(found).toBe('/my/firefox');
  });

  it('says what to do where the one that is named is not there', () => {
    expect(() => find({ env: { SLUICE_FIREFOX: '/gone' }, files: [] })).toThrow('Correct it, or unset it');
  });

  it('looks through PATH before the usual places, for the one of long support first', () => {
    const files = ['/opt/bin/firefox', '/opt/bin/firefox-esr', '/usr/bin/firefox-esr'];
    expect(find({ env: { PATH: '/opt/bin' }, files })).toBe('/opt/bin/firefox-esr');
    expect(find({ env: {}, files })).toBe('/usr/bin/firefox-esr');
  });

  it('looks where other systems have it', () => {
    const mac = '/Applications/Firefox.app/Contents/MacOS/firefox';
    expect(find({ env: {}, files: [mac], platform: 'darwin' })).toBe(mac);
  });

  it('finds none where there is none', () => {
    expect(find({ env: { PATH: '/opt/bin' }, files: [] })).toBeUndefined();
  });
});

function find(machine: { env: NodeJS.ProcessEnv; files: string[]; platform?: NodeJS.Platform }) {
  const { env, files, platform = 'linux' } = machine;
  return findFirefox({ env, platform, exists: (path) => files.includes(path) });
}
