import { toPdfText } from './pdf-text.ts';
import type { PdfDictionary, PdfValue } from './pdf-value.ts';

/** What the dictionaries of a file say of its objects, by their ids. */
export type PdfFacts = {
  /** Embedded files and their names. */
  embedded: Map<number, string>;
  /** Streams and strings that are scripts. */
  scripts: Set<number>;
  /** Streams that draw pages or describe fonts. */
  ordinary: Set<number>;
};

/** Keys whose streams are of no interest by themselves. */
const ORDINARY_KEYS: readonly string[] = [
  'Contents',
  'ToUnicode',
  'FontFile',
  'FontFile2',
  'FontFile3',
  'CIDToGIDMap',
  'CIDSet',
];

const SCRIPT_KEYS: readonly string[] = ['JS', 'OnInstantiate'];

const MAX_DEPTH = 100;

export function createPdfFacts(): PdfFacts {
  return { embedded: new Map(), scripts: new Set(), ordinary: new Set() };
}

/** Adds to the facts what a value says of others. Returns the scripts that stand in it as strings. */
export function addPdfFacts(facts: PdfFacts, value: PdfValue): string[] {
  const scripts: string[] = [];
  visit(facts, value, scripts, 0);
  return scripts;
}

function visit(facts: PdfFacts, value: PdfValue, scripts: string[], depth: number): void {
  if (depth > MAX_DEPTH) return;
  if (value.kind === 'array') for (const item of value.items) visit(facts, item, scripts, depth + 1);
  if (value.kind !== 'dictionary') return;
  for (const [key, entry] of value.entries) {
    if (SCRIPT_KEYS.includes(key)) addScript(facts, entry, scripts);
    if (key === 'EF') addEmbedded(facts, entry, value);
    if (ORDINARY_KEYS.includes(key)) addReferences(facts.ordinary, entry);
    visit(facts, entry, scripts, depth + 1);
  }
}

function addScript(facts: PdfFacts, entry: PdfValue, scripts: string[]): void {
  if (entry.kind === 'string') scripts.push(toPdfText(entry.text));
  else addReferences(facts.scripts, entry);
}

/** A file specification (7.11.3): one file for each system, and a name that may be given twice. */
function addEmbedded({ embedded }: PdfFacts, files: PdfValue, specification: PdfDictionary): void {
  if (files.kind !== 'dictionary') return;
  const names = ['UF', 'F', 'Unix', 'DOS', 'Mac'].map((key) => specification.entries.get(key));
  const name = names.find((each) => each?.kind === 'string');
  const text = name?.kind === 'string' ? toPdfText(name.text) : '';
  for (const file of files.entries.values()) if (file.kind === 'reference') embedded.set(file.id, text);
}

function addReferences(ids: Set<number>, value: PdfValue): void {
  if (value.kind === 'reference') ids.add(value.id);
  if (value.kind === 'array') for (const item of value.items) if (item.kind === 'reference') ids.add(item.id);
}
