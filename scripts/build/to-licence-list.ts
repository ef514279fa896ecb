import type { ShippedPackage } from './read-package.ts';

/** The licence as MIT words it, between whose copyright it is and its end. */
const MIT_BODY = /Permission is hereby granted, free of charge,[\s\S]*?DEALINGS\s+IN\s+THE\s+SOFTWARE\./i;

/** Licences under which code may be shipped with ours. Adding to it takes a reason that a person reads. */
const ALLOWED = ['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause'];

/**
 * Lists whose code is in the extension, and under which licence: MIT's words once, with a line of copyright for each
 * package under it; every other licence in full, once.
 * @param ours text of the project's own licence, which is MIT's
 * @throws Error where a licence is not allowed, or its text is missing
 */
export function toLicenceList(ours: string, packages: readonly ShippedPackage[]): string {
  const [words] = MIT_BODY.exec(ours) ?? [];
  if (words === undefined) throw new Error("The project's own licence has not the words of MIT's.");
  const foreign = packages.find(({ license }) => !ALLOWED.includes(license));
  if (foreign !== undefined)
    throw new Error(`${foreign.name} is under ${foreign.license}, which is not allowed in the extension.`);
  const sorted = packages.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  const lines = new Map<string, string[]>();
  const add = (text: string, line: string) => lines.set(text, [...(lines.get(text) ?? []), line]);
  add(words, `Sluice: ${toCopyright(ours) ?? ''}`);
  for (const { name, version, license, author, text } of sorted) {
    const isMit = license === 'MIT' && (text === undefined || MIT_BODY.test(text));
    const owner = toCopyright(text ?? '') ?? (author === undefined ? undefined : `Copyright (c) ${author}`);
    const full = isMit ? words : text?.trim();
    if (full === undefined || owner === undefined) throw new Error(`${name} brings no text of its licence.`);
    add(full, `${name} ${version}${isMit ? `: ${owner}` : ` (${license})`}`);
  }
  return `${[...lines].map(([text, names]) => `${names.join('\n')}\n\n${text}`).join('\n\n---\n\n')}\n`;
}

/** The first line that says whose it is. */
function toCopyright(text: string): string | undefined {
  return /^[ \t]*(copyright .*\S)/im.exec(text)?.[1];
}
