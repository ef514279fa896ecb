import { describe, expect, it } from 'vitest';
import { findLayerViolations } from '../../../../scripts/check/find-layer-violations.ts';

const BROKEN: readonly (readonly [path: string, text: string, words: string])[] = [
  ['lib/core/a.ts', "import { b } from '../api/b.ts';", 'lib/core must not import lib/api'],
  ['lib/core/a.ts', "import type { b } from '../storage/b.ts';", 'lib/core must not import lib/storage'],
  ['lib/core/a.ts', "import ky from 'ky';", 'lib/core imports nothing'],
  ['lib/api/a.ts', "import { b } from '../storage/b.ts';", 'lib/api must not import lib/storage'],
  ['lib/storage/a.ts', "import type { b } from '../api/b.ts';", 'lib/storage must not import lib/api'],
  ['lib/platform/a.ts', "import { b } from '../scan/b.ts';", 'lib/platform must not import lib/scan'],
  ['lib/i18n/a.ts', "import { b } from '../platform/b.ts';", 'lib/i18n must not import lib/platform'],
  ['lib/scan/a.ts', "import { b } from '../storage/b.ts';", 'its types would be allowed'],
  ['lib/scan/a.ts', "import { type b, c } from '../storage/b.ts';", 'its types would be allowed'],
  ['lib/downloads/a.ts', "import { b } from '../platform/b.ts';", 'its types would be allowed'],
  ['components/a.tsx', "import { b } from '../lib/api/b.ts';", 'components must not import lib/api'],
  ['components/a.tsx', "import { b } from '../lib/storage/b.ts';", 'its types would be allowed'],
  ['entrypoints/a.ts', "import { b } from '../server/b.ts';", 'entrypoints must not import server'],
  ['entrypoints/a.ts', "import { b } from '../scripts/b.ts';", 'which is in no layer'],
  ['entrypoints/a.ts', "import { b } from '../tests/b.ts';", 'which is in no layer'],
  ['server/a.ts', "import { b } from '../lib/core/b.ts';", 'server must not import lib/core'],
  ['server/a.ts', "import { b } from '../lib/api/wire.ts';", 'server must not import lib/api'],
  ['server/a.ts', "import type { b } from '../lib/api/answers.ts';", 'server must not import lib/api'],
  ['server/a.ts', "import { b } from '../scripts/http/b.ts';", 'server must not import scripts/http'],
  ['entrypoints/a.ts', "import { b } from '../scripts/http/b.ts';", 'must not import scripts/http'],
  ['scripts/conformance/a.ts', "import { b } from '../../server/b.ts';", 'must not import server'],
  ['scripts/conformance/a/b.ts', "import type { c } from '../../../lib/api/wire.ts';", 'not import lib/api'],
  ['scripts/conformance/a.ts', "import { b } from '../scanner/b.ts';", 'which is in no layer'],
  ['scripts/http/a.ts', "import { b } from '../../server/b.ts';", 'scripts/http must not import server'],
  ['lib/api/a.ts', "import { join } from 'node:path';", 'which browsers do not have'],
  ['lib/storage/a.ts', "import b from 'webextension-polyfill';", 'only lib/platform speaks to the browser'],
  ['lib/scan/a.ts', "import { browser } from 'wxt/browser';", 'only lib/platform speaks to the browser'],
  ['lib/core/a.ts', "export * from '../api/b.ts';", 'lib/core must not import lib/api'],
  ['lib/core/a.ts', "export const b = () => import('../api/b.ts');", 'lib/core must not import lib/api'],
  ['lib/core/deep/a.ts', "import '../../api/b.ts';", 'lib/core must not import lib/api'],
];

const KEPT: readonly (readonly [path: string, text: string])[] = [
  ['lib/core/a.ts', "import { b } from './b.ts';"],
  ['lib/api/a.ts', "import ky from 'ky'; import { b } from '../core/b.ts';"],
  ['lib/platform/a.ts', "import { browser } from 'wxt/browser';"],
  ['lib/scan/a.ts', "import type { b } from '../storage/b.ts'; import { c } from '../core/c.ts';"],
  ['lib/downloads/a.ts', "import { type b } from '../platform/b.ts';"],
  ['components/a.tsx', "import { b } from '../lib/i18n/b.ts'; export const A = () => <p>{b}</p>;"],
  ['entrypoints/a.ts', "import { b } from '../lib/storage/b.ts'; import { C } from '../components/c.tsx';"],
  ['server/a.ts', "import type { b } from '../lib/api/wire.ts'; import { join } from 'node:path';"],
  ['scripts/conformance/a.ts', "import { join } from 'node:path'; import { b } from '../http/b.ts';"],
  ['scripts/a.ts', "import { b } from '../server/b.ts'; import { c } from '../lib/core/c.ts';"],
  ['lib/core/a.ts', "// import { b } from '../api/b.ts';\nexport const text = \"from '../api/b.ts'\";"],
];

describe('findLayerViolations', () => {
  it.each(BROKEN)('finds in %s: %s', (path, text, words) => {
    const found = findLayerViolations([{ path, text }]);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(words);
    expect(found[0]).toContain(path);
  });

  it.each(KEPT)('leaves alone in %s: %s', (path, text) => {
    expect(findLayerViolations([{ path, text }])).toEqual([]);
  });

  it('says which file can not be read', () => {
    expect(() => findLayerViolations([{ path: 'lib/core/a.ts', text: 'import {' }])).toThrow('lib/core/a.ts');
  });
});
