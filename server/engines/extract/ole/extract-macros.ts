import type { UnpackBudget } from '../../unpack-budget.ts';
import type { ExtractedPart, UnopenedPart } from '../extractor.ts';
import type { CompoundStream } from './compound-file.ts';
import { toPartName } from './to-part-name.ts';
import { readVbaSources } from './vba-project.ts';

/**
 * The source of the macros in an OLE file, module by module as `VBA/Module1.bas`. Where there are several, once more as
 * one text, `VBA/all-modules.bas`: a rule looks at one part at a time, and macros call each other.
 */
export function* extractMacros(
  streams: readonly CompoundStream[],
  budget: UnpackBudget,
): Generator<ExtractedPart | UnopenedPart> {
  const folders = Map.groupBy(streams, ({ path }) => path.slice(0, -1).join('/'));
  for (const folder of folders.values()) {
    if (folder.some(({ path }) => path.at(-1)?.toLowerCase() === 'dir'))
      yield* extractProject(folder, budget);
  }
}

function* extractProject(
  folder: readonly CompoundStream[],
  budget: UnpackBudget,
): Generator<ExtractedPart | UnopenedPart> {
  const parent = folder[0]?.path.slice(0, -1) ?? [];
  const streams = folder.map(({ path, read }) => ({ name: path.at(-1) ?? '', bytes: read().bytes }));
  const broken: string[] = [];
  const modules: Buffer[] = [];
  for (const { name, bytes, whole } of readVbaSources(streams, (size) => budget.growTo(size))) {
    const part = toPartName([...parent, name]);
    if (!whole) broken.push(part);
    if (bytes.length === 0) continue;
    if (name !== 'dir-unpacked') modules.push(bytes);
    yield { name: part, bytes };
  }
  if (modules.length > 1)
    yield { name: toPartName([...parent, 'all-modules.bas']), bytes: Buffer.concat(modules) };
  if (broken.length > 0) yield { reason: 'damaged', words: 'the macro text breaks off', members: broken };
}
