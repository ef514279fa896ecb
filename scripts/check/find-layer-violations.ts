import { dirname, join, normalize, sep } from 'node:path';
import { parseSync } from 'oxc-parser';

/** A file of the project: its path from the root, with `/`. */
export type SourceFile = { path: string; text: string };

type Import = { from: string; isTypeOnly: boolean };

/** Where a file stands, from the most to the least specific folder. */
const LAYERS = [
  'lib/core',
  'lib/api',
  'lib/storage',
  'lib/platform',
  'lib/i18n',
  'lib/scan',
  'lib/downloads',
  'components',
  'entrypoints',
  'server',
  'scripts/conformance',
  'scripts/http',
] as const;

type Layer = (typeof LAYERS)[number];

/** What each layer may import of the others: everything, or types only. */
const ALLOWED: Record<Layer, { values: readonly Layer[]; types: readonly Layer[] }> = {
  'lib/core': { values: [], types: [] },
  'lib/api': { values: ['lib/core'], types: [] },
  'lib/storage': { values: ['lib/core'], types: [] },
  'lib/platform': { values: ['lib/core'], types: [] },
  'lib/i18n': { values: ['lib/core'], types: [] },
  'lib/scan': { values: ['lib/core'], types: ['lib/api', 'lib/storage', 'lib/platform'] },
  'lib/downloads': { values: ['lib/core'], types: ['lib/api', 'lib/storage', 'lib/platform', 'lib/scan'] },
  components: { values: ['lib/core', 'lib/i18n'], types: ['lib/storage', 'lib/platform'] },
  entrypoints: {
    values: LAYERS.filter((layer) => layer !== 'server' && !layer.startsWith('scripts/')),
    types: [],
  },
  server: { values: [], types: [] },
  // It tests any server: what it took from ours, ours could not fail by.
  'scripts/conformance': { values: ['scripts/http'], types: [] },
  'scripts/http': { values: [], types: [] },
};

/** The layers that run in Node, and may use its modules and any package. */
const ON_NODE: readonly Layer[] = ['server', 'scripts/conformance', 'scripts/http'];

/** The one file that the scanner and the extension share, and only as types. */
const WIRE_TYPES = 'lib/api/wire.ts';

/** The packages through which `browser.*` is reached. */
const BROWSER_PACKAGES = ['webextension-polyfill', 'wxt/browser'];

/**
 * Finds the imports that break the rule of the layers, as ARCHITECTURE.md draws it.
 * @returns a sentence for each
 */
export function findLayerViolations(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => {
    const layer = layerOf(file.path);
    if (layer === undefined) return [];
    return importsOf(file).flatMap((found) => judge(file.path, layer, found) ?? []);
  });
}

function judge(path: string, layer: Layer, { from, isTypeOnly }: Import): string | undefined {
  if (!from.startsWith('.')) return judgePackage(path, layer, from);
  const target = normalize(join(dirname(path), from))
    .split(sep)
    .join('/');
  const targetLayer = layerOf(target);
  const isWire = layer === 'server' && target === WIRE_TYPES && isTypeOnly;
  if (targetLayer === layer || isWire) return undefined;
  if (targetLayer === undefined) return `${path} imports ${target}, which is in no layer.`;
  const { values, types } = ALLOWED[layer];
  if (values.includes(targetLayer) || (isTypeOnly && types.includes(targetLayer))) return undefined;
  const hint = types.includes(targetLayer) ? ' (its types would be allowed)' : '';
  return `${path} imports ${target}: ${layer} must not import ${targetLayer}${hint}.`;
}

function judgePackage(path: string, layer: Layer, from: string): string | undefined {
  if (ON_NODE.includes(layer)) return undefined;
  if (from.startsWith('node:')) return `${path} imports ${from}, which browsers do not have.`;
  if (BROWSER_PACKAGES.includes(from) && layer !== 'lib/platform') {
    return `${path} imports ${from}: only lib/platform speaks to the browser.`;
  }
  return layer === 'lib/core' ? `${path} imports ${from}: lib/core imports nothing.` : undefined;
}

function layerOf(path: string): Layer | undefined {
  return LAYERS.find((layer) => path.startsWith(`${layer}/`));
}

function importsOf({ path, text }: SourceFile): Import[] {
  const { module, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} can't be parsed: ${errors[0]?.message}`);
  const imports = module.staticImports.map(({ moduleRequest, entries }) => ({
    from: moduleRequest.value,
    isTypeOnly: entries.length > 0 && entries.every(({ isType }) => isType),
  }));
  const exports = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest, isType }) =>
      moduleRequest ? [{ from: moduleRequest.value, isTypeOnly: isType }] : [],
    ),
  );
  const dynamic = module.dynamicImports.map(({ moduleRequest }) => ({
    from: text.slice(moduleRequest.start + 1, moduleRequest.end - 1),
    isTypeOnly: false,
  }));
  return [...imports, ...exports, ...dynamic];
}
