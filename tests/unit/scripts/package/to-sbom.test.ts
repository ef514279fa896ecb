import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { Lockfile } from '../../../../scripts/package/lockfile.ts';
import { toSbom } from '../../../../scripts/package/to-sbom.ts';

const parsed: unknown = JSON.parse(
  readFileSync(new URL('../../../../package-lock.json', import.meta.url), 'utf8'),
);
const lock = v.parse(Lockfile, parsed);
const SHIPPED = ['node_modules/preact', 'node_modules/@stablelib/sha256'];
const sbom = toSbom({ lock, shipped: SHIPPED, version: '1.2.3' });

/** What the schema of CycloneDX 1.6 demands of the parts that are used here. */
const Component = v.strictObject({
  type: v.picklist(['library', 'application']),
  'bom-ref': v.pipe(v.string(), v.minLength(1)),
  name: v.string(),
  version: v.pipe(v.string(), v.minLength(1)),
  scope: v.picklist(['required', 'optional', 'excluded']),
  hashes: v.array(
    v.strictObject({
      alg: v.picklist(['SHA-1', 'SHA-256', 'SHA-512']),
      content: v.pipe(v.string(), v.regex(/^(?:[a-f0-9]{40}|[a-f0-9]{64}|[a-f0-9]{128})$/)),
    }),
  ),
  licenses: v.optional(
    v.array(
      v.union([
        v.strictObject({ expression: v.string() }),
        v.strictObject({ license: v.strictObject({ id: v.string() }) }),
        v.strictObject({ license: v.strictObject({ name: v.string() }) }),
      ]),
    ),
  ),
  purl: v.pipe(v.string(), v.regex(/^pkg:npm\/(?:%40[^/@]+\/)?[^/@]+@[^/@]+$/)),
  properties: v.array(v.strictObject({ name: v.string(), value: v.string() })),
});

const Bom = v.strictObject({
  $schema: v.literal('http://cyclonedx.org/schema/bom-1.6.schema.json'),
  bomFormat: v.literal('CycloneDX'),
  specVersion: v.literal('1.6'),
  serialNumber: v.pipe(
    v.string(),
    v.regex(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/),
  ),
  version: v.pipe(v.number(), v.minValue(1)),
  metadata: v.strictObject({
    component: v.looseObject({ type: v.literal('application'), name: v.string(), version: v.string() }),
  }),
  components: v.array(Component),
  dependencies: v.array(v.strictObject({ ref: v.string(), dependsOn: v.array(v.string()) })),
});

describe('toSbom', () => {
  it('has the shape of CycloneDX 1.6', () => {
    expect(v.safeParse(Bom, JSON.parse(JSON.stringify(sbom))).issues).toBeUndefined();
  });

  it('names every package of the lockfile once, and refers to none that it does not name', () => {
    const refs = sbom.components.map((component) => component['bom-ref']);
    expect(refs).toEqual(
      Object.keys(lock.packages)
        .filter((folder) => folder !== '')
        .toSorted(),
    );
    const known = new Set(['sluice', ...refs]);
    const named = sbom.dependencies.flatMap(({ ref, dependsOn }) => [ref, ...dependsOn]);
    expect(named.filter((ref) => !known.has(ref))).toEqual([]);
  });

  it('tells what is in the extension from what only makes it', () => {
    const scopes = (scope: string) => sbom.components.filter((component) => component.scope === scope);
    expect(scopes('required').map(({ 'bom-ref': ref }) => ref)).toEqual(SHIPPED.toSorted());
    expect(scopes('optional').map(({ name }) => name)).toContain('fastify');
    expect(scopes('excluded').map(({ name }) => name)).toContain('vitest');
  });

  it('says the hash that the lockfile has', () => {
    const preact = sbom.components.find(({ name }) => name === 'preact');
    const [hash] = preact && 'hashes' in preact ? preact.hashes : [];
    const base64 = Buffer.from(hash?.content ?? '', 'hex').toString('base64');
    expect(`sha512-${base64}`).toBe(lock.packages['node_modules/preact']?.integrity);
  });

  it('says the same of the same lockfile, and another serial number of another', () => {
    expect(toSbom({ lock, shipped: SHIPPED, version: '1.2.3' })).toEqual(sbom);
    const other = toSbom({ lock, shipped: SHIPPED, version: '1.2.4' });
    expect(other.serialNumber).not.toBe(sbom.serialNumber);
  });
});
