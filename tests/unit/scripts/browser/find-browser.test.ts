import { delimiter } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type FindBrowserDeps, findBrowser } from '../../../../scripts/browser/find-browser.ts';

const VERSIONS: Record<string, string> = {
  '/usr/bin/chromium': 'Chromium 156.0.8078.73 built on Debian',
  '/usr/bin/google-chrome': 'Google Chrome 157.0.1.2 ',
  '/usr/bin/microsoft-edge': 'Microsoft Edge 157.0.1.2',
  '/usr/bin/brave-browser': 'Brave Browser 157.1.2.3',
  '/cache/chrome': 'Google Chrome for Testing 159.0.8154.6',
};

describe('findBrowser', () => {
  it.each([
    ['/usr/bin/chromium', 'chromium', '156.0.8078.73', true],
    ['/usr/bin/google-chrome', 'chrome', '157.0.1.2', false],
    ['/usr/bin/microsoft-edge', 'edge', '157.0.1.2', false],
    ['/usr/bin/brave-browser', 'brave', '157.1.2.3', false],
    ['/cache/chrome', 'chromium', '159.0.8154.6', true],
  ])('knows %s', (path, kind, version, canLoadExtension) => {
    expect(findBrowser(deps([path]))).toEqual({ path, kind, version, canLoadExtension });
  });

  it('prefers what takes an extension from the command line', () => {
    expect(findBrowser(deps(['/usr/bin/google-chrome', '/cache/chrome']))?.path).toBe('/cache/chrome');
    expect(findBrowser(deps(['/usr/bin/google-chrome', '/usr/bin/chromium']))?.path).toBe(
      '/usr/bin/chromium',
    );
  });

  it('looks along the path, and asks each file once', () => {
    const asked: string[] = [];
    const found = findBrowser({
      ...deps(['/own/chromium', '/usr/bin/chromium']),
      env: { PATH: ['/own', '/usr/bin'].join(delimiter) },
      versionOf: (path) => {
        asked.push(path);
        return '';
      },
    });
    expect(found).toMatchObject({ path: '/own/chromium', version: undefined });
    expect(asked).toEqual(['/own/chromium', '/usr/bin/chromium']);
  });

  it('takes what SLUICE_BROWSER names before all others', () => {
    const chosen = deps(['/usr/bin/chromium', '/usr/bin/google-chrome']);
    chosen.env = { SLUICE_BROWSER: '/usr/bin/google-chrome' };
    expect(findBrowser(chosen)?.path).toBe('/usr/bin/google-chrome');
  });

  it('says so where SLUICE_BROWSER names no file', () => {
    const chosen = { ...deps(['/usr/bin/chromium']), env: { SLUICE_BROWSER: '/no/such' } };
    expect(() => findBrowser(chosen)).toThrow('SLUICE_BROWSER names "/no/such"');
  });

  it('looks in the usual places of macOS and Windows', () => {
    const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
    expect(findBrowser({ ...deps([mac]), platform: 'darwin' })?.kind).toBe('chrome');
    const onWindows = { ...deps([]), platform: 'win32' as const, env: { PROGRAMFILES: 'C:\\P' } };
    const edge = findBrowser({
      ...onWindows,
      exists: (path) => path.endsWith('Microsoft\\Edge\\Application\\msedge.exe'),
    });
    expect(edge?.kind).toBe('edge');
  });

  it('finds nothing where there is nothing', () => {
    expect(findBrowser(deps([]))).toBeUndefined();
  });
});

function deps(files: readonly string[]): FindBrowserDeps {
  return {
    env: { PATH: '/usr/bin' },
    platform: 'linux',
    exists: (path) => files.includes(path),
    playwrightPath: () => '/cache/chrome',
    versionOf: (path) => VERSIONS[path] ?? '',
  };
}
